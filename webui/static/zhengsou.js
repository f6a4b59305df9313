// What the pages do at once where a script may run: suggestions, results in place, values found as one types, a span of
// time drawn on the histogram. All of it is also a link or a form, and those work where this file does not.
'use strict';

/** Milliseconds without a key until suggestions, values of a facet, and results are asked for. */
const SUGGEST_AFTER = 80, FIND_AFTER = 150, REFRESH_AFTER = 400;
/** Milliseconds without scrolling until the place is remembered. */
const SCROLLED_AFTER = 150;

const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const main = () => document.getElementById('main');

/** A function that runs once it has not been called for so many milliseconds. */
function settling(run, wait) {
  let timer;
  const call = (...given) => {
    clearTimeout(timer);
    timer = setTimeout(run, wait, ...given);
  };
  call.stop = () => clearTimeout(timer);
  return call;
}

/** A fetch of which one is under way at a time: the next one ends it. */
function asking() {
  let running;
  const ask = (url, options) => {
    ask.stop();
    running = new AbortController();
    return fetch(url, { ...options, signal: running.signal });
  };
  ask.stop = () => running?.abort();
  return ask;
}

/** Whether a key is the input method's; Safari ends the composition before the Enter that ends it, and 229 alone tells. */
const composing = (event) => event.isComposing || event.keyCode === 229;

/** The address that a form leads to, without its empty fields. */
function addressOf(form) {
  const url = new URL(form.action);
  url.search = '';
  for (const [name, value] of new FormData(form)) if (value.trim()) url.searchParams.append(name, value);
  return url;
}

// Pages in place

const askPage = asking();
/** The path and query of what is shown; fragments lead about within it. */
let shown = location.pathname + location.search;

async function parsed(answer) {
  if (!answer.headers.get('Content-Type')?.startsWith('text/html')) throw new TypeError('not a page');
  return new DOMParser().parseFromString(await answer.text(), 'text/html');
}

/** Whether another page fits into the frame of this one, and is of the same version. */
const fits = (next) =>
  ['#main', '.masthead .search'].every((part) => one(part) && one(part, next)) &&
  one('script[src]').getAttribute('src') === one('script[src]', next)?.getAttribute('src');

/**
 * Show a page in place of this one; whatever is in the way of that, it is loaded whole.
 * @param {URL} url
 * @param {'push' | 'replace' | 'typed' | 'back'} how it comes into the history: while one types, as one entry in all
 * @param {Element} [at] what was clicked
 */
async function show(url, how, at) {
  const box = one('#q'), typed = box?.value, place = history.state?.scrolled ?? 0;
  refresh.stop();
  main().setAttribute('aria-busy', 'true');
  let answer, next;
  try {
    answer = await askPage(url);
    next = await parsed(answer);
  } catch (error) {
    if (error.name === 'AbortError') return;
  }
  if (!next || !fits(next)) {
    if (how === 'back') location.reload();
    else if (how !== 'typed') location.assign(url);
    main().removeAttribute('aria-busy');
    return;
  }
  record(answer.url, how);
  put(next, how === 'back' ? null : at);
  // What was typed meanwhile is kept.
  if (how !== 'typed' && box.value === typed) box.value = one('#q', next).value;
  if (how === 'back') scrollTo({ top: place, behavior: 'instant' });
  document.dispatchEvent(new Event('zhengsou:shown'));
}

function record(url, how) {
  const { pathname, search } = new URL(url), typed = how === 'typed';
  const again = shown === pathname + search;
  shown = pathname + search;
  if (how === 'back') return;
  if (again || how === 'replace' || (typed && history.state?.typed)) {
    history.replaceState({ ...history.state, typed }, '', url);
  } else {
    history.replaceState({ ...history.state, scrolled: scrollY }, '');
    history.pushState({ typed }, '', url);
  }
}

/** What an element is called on every page that has it: a click may change its address and its count. */
const called = (element) =>
  element.id ||
  [
    element.localName, element.name, element.classList[0],
    element.closest('[aria-labelledby]')?.getAttribute('aria-labelledby'),
    element.matches('.more') || (one('bdi', element) ?? element).textContent.trim(),
  ].join('\n');

/** Put the parts of another page in the places of this one's; what was clicked stays under the pointer, with the focus. */
function put(next, at) {
  const old = main(), focused = old.contains(document.activeElement) ? document.activeElement : null;
  const held = at ?? focused, kept = '#main a, #main button, #main input, #main summary, #histogram';
  const alike = (root) => all(kept, root).filter((each) => called(each) === called(held));
  const number = held && alike(document).indexOf(held), top = held?.getBoundingClientRect().top;
  const side = one('.filters')?.scrollTop, open = all('details[id][open]', old).map((each) => each.id);

  document.title = next.title;
  document.body.className = next.body.className;
  for (const part of ['#main', '.languages']) one(part).replaceWith(one(part, next));
  for (const link of all('link[rel=alternate]')) link.remove();
  document.head.append(...all('link[rel=alternate]', next));
  const form = one('.masthead .search'), fields = 'input[type=hidden]';
  form.action = one('.masthead .search', next).getAttribute('action');
  for (const field of all(fields, form)) field.remove();
  form.append(...all(fields, one('.masthead .search', next)));

  for (const id of open) document.getElementById(id)?.setAttribute('open', '');
  const filters = one('.filters');
  if (filters) filters.scrollTop = side;
  const heir = held && !held.closest('.pager, .hits') && alike(document).at(number);
  if (heir) {
    heir.focus({ preventScroll: true });
    const moved = heir.getBoundingClientRect().top - top;
    if (filters?.contains(heir) && filters.scrollHeight > filters.clientHeight) filters.scrollTop += moved;
    else scrollBy({ top: moved, behavior: 'instant' });
  } else if (held) {
    main().focus({ preventScroll: true });
    scrollTo({ top: 0, behavior: 'instant' });
  }
  say((one('#main .hint[role]') ?? one('#main h1'))?.textContent);
}

/** Let a screen reader say something. */
const say = (text = '') => (one('#status').textContent = text.replace(/\s+/g, ' ').trim());

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('#main a[href]');
  if (!link || event.defaultPrevented || event.button || link.target || link.hasAttribute('download')) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const url = new URL(link.getAttribute('href'), location);
  if (url.origin !== location.origin || url.hash) return;
  if (url.pathname !== location.pathname && !link.closest('.views')) return;
  event.preventDefault();
  show(url, link.hasAttribute('aria-expanded') ? 'replace' : 'push', link);
});

document.addEventListener('submit', (event) => {
  const form = event.target, box = one('#q');
  if (event.defaultPrevented || form.method !== 'get') return;
  if (new URL(form.action).pathname !== location.pathname || !one('.masthead .search')) return;
  event.preventDefault();
  // On a phone the keyboard would cover what was found.
  if (form === box.form && matchMedia('(pointer: coarse)').matches) box.blur();
  show(addressOf(form), history.state?.typed ? 'replace' : 'push', main().contains(form) ? event.submitter : null);
});

const scrolled = settling(
  () => history.replaceState({ ...history.state, scrolled: scrollY }, ''), SCROLLED_AFTER,
);
addEventListener('scroll', scrolled, { passive: true });
addEventListener('popstate', () => {
  if (shown === location.pathname + location.search) return;
  scrolled.stop();
  show(new URL(location), 'back');
});
history.scrollRestoration = 'manual';
if (history.state?.scrolled) scrollTo({ top: history.state.scrolled, behavior: 'instant' });

// The box

const refresh = settling(() => {
  const form = one('.masthead .search'), url = form && addressOf(form);
  if (url && url.pathname === location.pathname && url.searchParams.has('q') && url.search !== location.search) {
    show(url, 'typed');
  }
}, REFRESH_AFTER);

/** A combobox of the box and the list below it, as the ARIA Authoring Practices describe one. */
function complete(box, list) {
  const ask = asking();
  let active = -1;

  function close() {
    ask.stop();
    suggest.stop();
    list.hidden = true;
    list.replaceChildren();
    box.setAttribute('aria-expanded', 'false');
    activate(-1);
  }

  function activate(number) {
    list.children[active]?.setAttribute('aria-selected', 'false');
    active = number;
    const option = list.children[active];
    option?.setAttribute('aria-selected', 'true');
    option?.scrollIntoView({ block: 'nearest' });
    if (option) box.setAttribute('aria-activedescendant', option.id);
    else box.removeAttribute('aria-activedescendant');
  }

  const suggest = settling(async () => {
    const q = box.value;
    if (!q.trim()) return close();
    const headers = { 'Accept-Language': document.documentElement.lang };
    try {
      const answer = await ask(`${list.dataset.from}?${new URLSearchParams({ q, limit: 8 })}`, { headers });
      const { suggestions } = await answer.json();
      offer(suggestions.filter(({ text }) => text !== q.trim()), q.trim());
    } catch (error) {
      // Suggestions that do not come are no matter; results do not wait for them.
      if (error.name !== 'AbortError') close();
    }
  }, SUGGEST_AFTER);

  function offer(suggestions, typed) {
    activate(-1);
    list.replaceChildren(...suggestions.map((suggestion, number) => {
      const option = document.createElement('div'), text = document.createElement('bdi');
      const kind = document.createElement('span');
      option.role = 'option';
      option.id = `suggestion-${number}`;
      option.setAttribute('aria-selected', 'false');
      const { text: whole } = suggestion, start = whole.toLowerCase().indexOf(typed.toLowerCase());
      if (start < 0) text.append(whole);
      else {
        const mark = document.createElement('b'), end = start + typed.length;
        mark.append(whole.slice(start, end));
        text.append(whole.slice(0, start), mark, whole.slice(end));
      }
      kind.append(list.dataset[suggestion.kind] ?? '');
      option.append(text, ' ', kind);
      option.addEventListener('click', () => choose(suggestion));
      option.choose = () => choose(suggestion);
      return option;
    }));
    list.hidden = !suggestions.length || document.activeElement !== box;
    box.setAttribute('aria-expanded', String(!list.hidden));
  }

  function choose({ text, id }) {
    close();
    if (id) {
      location.assign(list.dataset.documents + id.split('/').map(encodeURIComponent).join('/'));
    } else {
      box.value = text;
      box.form.requestSubmit();
    }
  }

  function typed(event) {
    // Half-composed text is not what anybody looks for.
    if (event.isComposing) return;
    suggest();
    refresh();
  }

  for (const [name, value] of Object.entries({
    role: 'combobox', 'aria-expanded': 'false', 'aria-autocomplete': 'list', 'aria-controls': list.id,
  })) box.setAttribute(name, value);
  box.addEventListener('input', typed);
  box.addEventListener('compositionend', () => typed({}));
  box.addEventListener('blur', close);
  box.form.addEventListener('submit', close);
  // Pressing on a suggestion leaves the focus in the box.
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  box.addEventListener('keydown', (event) => {
    if (composing(event)) return;
    const count = list.children.length, step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (list.hidden) suggest();
      else activate(((active + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === 'Enter' && active >= 0) {
      event.preventDefault();
      list.children[active].choose();
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
}

if (one('#q')) complete(one('#q'), one('#suggestions'));

document.addEventListener('keydown', (event) => {
  // Enter that confirms a candidate of an input method sends no form, wherever it is typed.
  if (event.key === 'Enter' && composing(event)) event.preventDefault();
  const { target } = event, box = one('#q');
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || !box) return;
  if (target.closest('input, textarea, select') || target.isContentEditable) return;
  event.preventDefault();
  box.focus();
  box.select();
});

// Values of a facet, found as their names are typed

const askValues = asking();
const find = settling(async (field) => {
  const url = addressOf(field.form), list = field.getAttribute('aria-controls');
  try {
    const next = await parsed(await askValues(url));
    document.getElementById(list).replaceWith(next.getElementById(list));
    shown = url.pathname + url.search;
    history.replaceState(history.state, '', url);
    say(one('.hint', document.getElementById(list))?.textContent);
  } catch {
    // The list stays as it is; Enter asks for the whole page.
  }
}, FIND_AFTER);

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
  if (!plot || event.button || !event.isPrimary || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const bins = all('a', plot), { left, width } = plot.getBoundingClientRect(), range = one('.range', plot);
  const binAt = ({ clientX }) =>
    Math.max(0, Math.min(bins.length - 1, Math.floor(((clientX - left) / width) * bins.length)));
  const begun = binAt(event);
  let ends = [begun, begun];
  const moved = (move) => {
    ends = [begun, binAt(move)].sort((a, b) => a - b);
    range.setAttribute('x', ends[0]);
    range.setAttribute('width', ends[1] - ends[0] + 1);
  };
  const done = new AbortController();
  plot.setPointerCapture(event.pointerId);
  plot.addEventListener('pointermove', moved, done);
  plot.addEventListener('pointercancel', () => done.abort(), done);
  plot.addEventListener('pointerup', () => {
    done.abort();
    const [url, last] = ends.map((end) => new URL(bins[end].getAttribute('href'), location));
    if (ends[0] !== ends[1]) url.searchParams.set('to', last.searchParams.get('to'));
    show(url, 'push', one('#histogram'));
  }, done);
});
