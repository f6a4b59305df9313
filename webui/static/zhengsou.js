// What the pages do at once where a script may run. All of it is also a link or a form, which work without.
'use strict';

/** Milliseconds of rest until suggestions, values of a facet, results are asked for, and the place is remembered. */
const SUGGEST = 80, FIND = 150, REFRESH = 400, REMEMBER = 150;

const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const main = () => one('#main');
/** The box in the head of a page; the first page has its own elsewhere. */
const heading = (root = document) => one('.masthead .search', root);

/** A function that runs once it was left alone for so many milliseconds. */
function rested(run, wait) {
  let timer;
  const call = (given) => {
    call.stop();
    timer = setTimeout(run, wait, given);
  };
  call.stop = () => clearTimeout(timer);
  return call;
}

/** A fetch whose next call ends the one before. */
function fetching() {
  let running;
  const ask = (url, headers) => {
    ask.stop();
    running = new AbortController();
    return fetch(url, { headers, signal: running.signal });
  };
  ask.stop = () => running?.abort();
  return ask;
}

/** Whether a key is the input method's. In Safari composing ends before the Enter that ends it, which 229 tells. */
const composing = (event) => event.isComposing || event.keyCode === 229;

/** Whether a click is for the page itself: with a key held it is the browser's. */
const isPlain = ({ defaultPrevented, button, ctrlKey, metaKey, shiftKey, altKey }) =>
  !(defaultPrevented || button || ctrlKey || metaKey || shiftKey || altKey);

/** The address that a form leads to, without its empty fields. */
function addressOf(form) {
  const url = new URL(form.action);
  url.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
  return url;
}

async function parsed(answer) {
  if (!answer.headers.get('Content-Type')?.startsWith('text/html')) throw new TypeError('not a page');
  return new DOMParser().parseFromString(await answer.text(), 'text/html');
}

const say = (text = '') => (one('#status').textContent = text.replace(/\s+/g, ' ').trim());

// Pages in the place of one another

const askPage = fetching();
/** What is shown; fragments only lead about in it. */
let shown = location.pathname + location.search;

/** Whether a page has the frame of this one, and is of one version with it. */
const fits = (next) =>
  heading() && heading(next) && main() && one('#main', next) &&
  one('script[src]').getAttribute('src') === one('script[src]', next)?.getAttribute('src');

/**
 * Show a page in place of this one, or load it whole where anything is in the way.
 * @param {URL} url
 * @param {'push' | 'replace' | 'typed' | 'back'} how it comes into the history; what one types is one entry in all
 * @param {Element} [at] what was clicked
 */
async function show(url, how, at) {
  const box = one('#q'), typed = box?.value, scrolled = history.state?.scrolled ?? 0;
  for (const waiting of [refresh, find, askValues]) waiting.stop();
  main().setAttribute('aria-busy', 'true');
  let answer, next;
  try {
    answer = await askPage(url);
    next = await parsed(answer);
  } catch (error) {
    if (error.name === 'AbortError') return;
  }
  if (!next || !fits(next)) {
    main().removeAttribute('aria-busy');
    if (how === 'back') location.reload();
    else if (how !== 'typed') location.assign(url);
    return;
  }
  record(new URL(answer.url), how);
  put(next, at);
  // What was typed meanwhile stays.
  if (how !== 'typed' && box.value === typed) box.value = one('#q', next).value;
  if (how === 'back') scrollTo({ top: scrolled, behavior: 'instant' });
  document.dispatchEvent(new Event('zhengsou:shown'));
}

function record({ pathname, search }, how) {
  const typed = how === 'typed', before = shown;
  shown = pathname + search;
  if (how === 'back') return;
  if (before === shown || how === 'replace' || (typed && history.state?.typed)) {
    history.replaceState({ ...history.state, typed }, '', shown);
  } else {
    history.replaceState({ ...history.state, scrolled: scrollY }, '');
    history.pushState({ typed }, '', shown);
  }
}

/** What an element is called on every page that has it, whatever its address and count are there. */
const called = (element) => element.id || [
  element.localName, element.name, element.classList[0],
  element.closest('[aria-labelledby]')?.getAttribute('aria-labelledby'),
  element.matches('.more') || element.ariaLabel || (one('bdi', element) ?? element).textContent.trim(),
].join('\n');

/** Put the parts of a page into the places of this one's. What was clicked stays in its place, with the focus. */
function put(next, at) {
  const old = main(), held = at ?? (old.contains(document.activeElement) ? document.activeElement : null);
  const alike = () => all(':is(a, button, input, summary, aside, #histogram)', main()).filter(
    (each) => called(each) === called(held),
  );
  const number = held && alike().indexOf(held), top = held?.getBoundingClientRect().top;
  const side = one('.filters')?.scrollTop, open = all('details[id][open]', old);

  document.title = next.title;
  document.body.className = next.body.className;
  for (const part of ['#main', '.languages']) one(part).replaceWith(one(part, next));
  for (const link of all('link[rel=alternate]')) link.remove();
  document.head.append(...all('link[rel=alternate]', next));
  const fields = 'input[type=hidden]';
  for (const field of all(fields, heading())) field.remove();
  heading().append(...all(fields, heading(next)));
  heading().action = heading(next).getAttribute('action');

  for (const { id } of open) document.getElementById(id)?.setAttribute('open', '');
  const filters = one('.filters'), heir = held && !held.closest('.pager, .hits') && alike().at(number);
  if (filters) filters.scrollTop = side;
  if (heir) {
    heir.focus({ preventScroll: true });
    const by = heir.getBoundingClientRect().top - top;
    const mover = filters?.contains(heir) && filters.scrollHeight > filters.clientHeight ? filters : window;
    mover.scrollBy({ top: by, behavior: 'instant' });
  } else if (held) {
    main().focus({ preventScroll: true });
    scrollTo({ top: 0, behavior: 'instant' });
  }
  say(one('h1', main())?.textContent);
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('#main a[href]');
  if (!link || !isPlain(event) || link.target || link.hasAttribute('download')) return;
  const url = new URL(link.getAttribute('href'), location);
  const near = url.pathname === location.pathname || link.closest('.views');
  if (!near || url.origin !== location.origin || url.hash || !heading()) return;
  event.preventDefault();
  show(url, link.hasAttribute('aria-expanded') ? 'replace' : 'push', link);
});

document.addEventListener('submit', (event) => {
  const form = event.target, box = one('#q');
  if (event.defaultPrevented || form.method !== 'get' || !heading()) return;
  if (new URL(form.action).pathname !== location.pathname) return;
  event.preventDefault();
  const searched = form === box.form;
  // On a phone the keyboard would cover what is found.
  if (searched && matchMedia('(pointer: coarse)').matches) box.blur();
  show(addressOf(form), searched && history.state?.typed ? 'replace' : 'push');
});

const remember = rested(() => history.replaceState({ ...history.state, scrolled: scrollY }, ''), REMEMBER);
history.scrollRestoration = 'manual';
if (history.state?.scrolled) scrollTo({ top: history.state.scrolled, behavior: 'instant' });
addEventListener('scroll', remember, { passive: true });
addEventListener('popstate', () => {
  remember.stop();
  if (shown !== location.pathname + location.search) show(new URL(location), 'back');
});

// The box: results as one types, and a combobox as the ARIA Authoring Practices describe it

const refresh = rested(() => {
  const url = heading() && addressOf(heading());
  if (url?.searchParams.has('q') && url.pathname === location.pathname && url.search !== location.search) {
    show(url, 'typed');
  }
}, REFRESH);

function complete(box, list) {
  const ask = fetching();
  let active = -1;

  function activate(number) {
    list.children[active]?.setAttribute('aria-selected', 'false');
    active = number;
    const option = list.children[active];
    option?.setAttribute('aria-selected', 'true');
    option?.scrollIntoView({ block: 'nearest' });
    box.setAttribute('aria-activedescendant', option?.id ?? '');
  }

  function offer(options) {
    list.replaceChildren(...options);
    list.hidden = !options.length || document.activeElement !== box;
    box.setAttribute('aria-expanded', String(!list.hidden));
    activate(-1);
  }

  function close() {
    ask.stop();
    suggest.stop();
    offer([]);
  }

  const suggest = rested(async () => {
    const q = box.value.trim();
    if (!q) return close();
    try {
      const url = `${list.dataset.from}?${new URLSearchParams({ q: box.value, limit: 8 })}`;
      const { suggestions } = await (await ask(url, { 'Accept-Language': document.documentElement.lang })).json();
      offer(suggestions.filter(({ text }) => text !== q).map((found, number) => optionOf(found, number, q)));
    } catch (error) {
      // Suggestions that do not come are no matter.
      if (error.name !== 'AbortError') close();
    }
  }, SUGGEST);

  function optionOf({ text, kind, id }, number, typed) {
    const start = text.toLowerCase().indexOf(typed.toLowerCase()), end = start + typed.length;
    const [option, words, mark, label] = ['div', 'bdi', 'b', 'span'].map((name) => document.createElement(name));
    if (start < 0) words.append(text);
    else {
      mark.append(text.slice(start, end));
      words.append(text.slice(0, start), mark, text.slice(end));
    }
    label.append(list.dataset[kind] ?? '');
    option.append(words, ' ', label);
    option.id = `suggestion-${number}`;
    option.setAttribute('role', 'option');
    option.setAttribute('aria-selected', 'false');
    option.addEventListener('click', () => {
      close();
      if (id) location.assign(list.dataset.documents + id.split('/').map(encodeURIComponent).join('/'));
      else {
        box.value = text;
        box.form.requestSubmit();
      }
    });
    return option;
  }

  function typed(event) {
    // Nobody looks for what is composed by half.
    if (event.isComposing) return;
    suggest();
    refresh();
  }

  for (const [name, value] of Object.entries({
    role: 'combobox', 'aria-expanded': 'false', 'aria-autocomplete': 'list', 'aria-controls': list.id,
  })) box.setAttribute(name, value);
  box.addEventListener('input', typed);
  box.addEventListener('compositionend', typed);
  box.addEventListener('compositionstart', () => {
    refresh.stop();
    close();
  });
  box.addEventListener('blur', close);
  box.form.addEventListener('submit', close);
  // Pressing on a suggestion leaves the focus in the box.
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  box.addEventListener('keydown', (event) => {
    const places = list.children.length + 1, step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (composing(event)) return;
    if (step && list.hidden) suggest();
    else if (step) activate(((active + 1 + step + places) % places) - 1);
    else if (event.key === 'Enter' && active >= 0) list.children[active].click();
    else if (event.key === 'Escape' && !list.hidden) close();
    else return;
    event.preventDefault();
  });
}

if (one('#q')) complete(one('#q'), one('#suggestions'));

document.addEventListener('keydown', (event) => {
  // Enter that confirms a candidate of an input method sends no form.
  if (event.key === 'Enter' && composing(event)) event.preventDefault();
  const box = one('#q');
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || !box) return;
  if (event.target.closest('input, textarea, select, [contenteditable]')) return;
  event.preventDefault();
  box.focus();
  box.select();
});

// Values of a facet, found as their names are typed

const askValues = fetching();
const find = rested(async (field) => {
  const url = addressOf(field.form), list = document.getElementById(field.getAttribute('aria-controls'));
  try {
    const found = (await parsed(await askValues(url))).getElementById(list.id);
    list.replaceWith(found);
    shown = url.pathname + url.search;
    history.replaceState(history.state, '', shown);
    say(one('.hint', found)?.textContent);
  } catch {
    // The list stays as it is, and Enter asks for the whole page.
  }
}, FIND);

for (const name of ['input', 'compositionend']) {
  document.addEventListener(name, (event) => {
    if (event.target.matches('.find') && !event.isComposing) find(event.target);
  });
}

// A span of time, drawn on the histogram

document.addEventListener('dragstart', (event) => {
  if (event.target.closest?.('#histogram')) event.preventDefault();
});
document.addEventListener('pointerdown', (event) => {
  const plot = event.target.closest?.('#histogram .plot');
  if (!plot || event.button || event.ctrlKey || event.metaKey || event.shiftKey || !event.isPrimary) return;
  const bins = all('a', plot), { left, width } = plot.getBoundingClientRect(), over = new AbortController();
  const binAt = ({ clientX }) =>
    Math.max(0, Math.min(bins.length - 1, Math.floor(((clientX - left) / width) * bins.length)));
  let [first, last] = [binAt(event), binAt(event)];
  const draw = (move) => {
    [first, last] = [binAt(event), binAt(move)].sort((a, b) => a - b);
    one('.range', plot).setAttribute('x', first);
    one('.range', plot).setAttribute('width', last - first + 1);
  };
  plot.setPointerCapture(event.pointerId);
  plot.addEventListener('pointermove', draw, over);
  plot.addEventListener('pointercancel', () => over.abort(), over);
  plot.addEventListener('pointerup', () => {
    over.abort();
    const [url, end] = [first, last].map((bin) => new URL(bins[bin].getAttribute('href'), location));
    url.searchParams.set('to', end.searchParams.get('to'));
    show(url, 'push', one('#histogram'));
  }, over);
});

// Reading: from match to match, and citations to copy

/** Go to a match of the document, from the last one to the first and back. */
function reach(number) {
  const nav = one('.matches[data-total]'), total = Number(nav.dataset.total);
  const reached = ((number - 1 + total) % total) + 1, mark = document.getElementById(`match-${reached}`);
  for (const before of all('.body mark.current')) before.classList.remove('current');
  mark.classList.add('current');
  mark.scrollIntoView({ block: 'center' });
  nav.dataset.at = reached;
  one('.match-total', nav).hidden = true;
  one('.match-place', nav).hidden = false;
  one('.place', nav).textContent = reached;
  history.replaceState(history.state, '', `#${mark.id}`);
  say(one('.match-place', nav).textContent);
}

/** Go to the next match or the one before; from the beginning of the text these are the first and the last. */
function stepBy(count) {
  const at = Number(one('.matches[data-total]').dataset.at);
  reach(at || count > 0 ? at + count : 0);
}

document.addEventListener('click', (event) => {
  const step = event.target.closest?.('.matches .step'), button = event.target.closest?.('.copy-text');
  if (step && isPlain(event)) {
    event.preventDefault();
    stepBy(Number(step.dataset.step));
  } else if (button) {
    navigator.clipboard.writeText(one('pre', button.parentElement).textContent).then(() => {
      button.textContent = button.dataset.copied;
      say(button.dataset.copied);
    });
  }
});
document.addEventListener('keydown', ({ key, target, ctrlKey, metaKey, altKey }) => {
  const count = { n: 1, p: -1 }[key];
  if (!count || ctrlKey || metaKey || altKey || !one('.matches[data-total]')) return;
  if (!target.closest('input, textarea, select') && !target.isContentEditable) stepBy(count);
});

// Large files: how much has arrived, and a button to end it

/** Bytes of a file from which its way is shown, and from which it is too large to be kept until it is whole. */
const LARGE = 1e6, HUGE = 1e9;

/** Bytes as `size` in wording.py writes them. */
function sized(bytes) {
  const [number, unit] = bytes < 1e6 ? [Math.max(1, Math.round(bytes / 1e3)), 'KB'] : [bytes / 1e6, 'MB'];
  return `${number.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} ${unit}`;
}

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** The name that an answer gives to its file, as RFC 6266 has it. */
function nameOf(answer) {
  return decodeURIComponent(answer.headers.get('Content-Disposition').match(/filename\*=UTF-8''([^;]+)/)[1]);
}

function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser reads it after this.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function fetchFile(link) {
  const template = one('#arriving'), told = template.dataset, item = link.parentElement;
  const about = Number(link.dataset.bytes), over = new AbortController();
  one('.arriving', item)?.remove();
  item.append(template.content.cloneNode(true));
  const [box, label, progress, count, button, plain] = all('.arriving, .arriving > *', item);
  let arrived = 0, quarters = 0;

  function draw() {
    const [there, whole] = [arrived, about].map(sized);
    if (arrived > about) progress.removeAttribute('value');
    else progress.value = arrived;
    count.textContent = arrived > about ? there : filled(told.part, { arrived: there, whole });
    const reached = Math.floor((4 * arrived) / about);
    if (reached > quarters && reached < 4) say(count.textContent);
    quarters = reached;
  }

  function end(text) {
    if (box.contains(document.activeElement)) link.focus();
    box.replaceChildren(text, ...(plain.hidden ? [] : [' ', plain]));
    say(text);
  }

  label.textContent = filled(told.begun, { name: link.textContent });
  label.htmlFor = progress.id = `arrived-${all('.file').indexOf(link)}`;
  progress.max = about;
  plain.href = link.href;
  button.addEventListener('click', () => over.abort());
  draw();
  say(label.textContent);
  try {
    const answer = await fetch(link.href, { signal: over.signal });
    if (!answer.ok) throw new TypeError(answer.statusText);
    const counted = new TransformStream({
      transform(chunk, sink) {
        arrived += chunk.length;
        draw();
        sink.enqueue(chunk);
      },
    });
    const { headers } = answer, name = nameOf(answer);
    save(await new Response(answer.body.pipeThrough(counted), { headers }).blob(), name);
    end(filled(told.saved, { name }));
  } catch {
    plain.hidden = over.signal.aborted;
    end(over.signal.aborted ? told.cancelled : told.broken);
  }
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('.file[data-bytes]'), bytes = Number(link?.dataset.bytes);
  if (!(bytes > LARGE && bytes < HUGE) || !isPlain(event)) return;
  event.preventDefault();
  // Once more is once: what is on its way can be ended by its button.
  const running = one('.arriving button', link.parentElement);
  if (running) running.focus();
  else fetchFile(link);
});

// What has arrived so far would be lost without a word.
addEventListener('beforeunload', (event) => {
  if (one('.arriving button')) event.preventDefault();
});

/** What a page needs a script for is there where one may run. */
function readable() {
  for (const button of all('.copy-text')) button.hidden = !navigator.clipboard;
  const [, number] = location.hash.match(/^#match-(\d+)$/) ?? [];
  if (number && document.getElementById(`match-${number}`)) reach(Number(number));
}
document.addEventListener('zhengsou:shown', readable);
readable();
