"""One reading of a query by recursive descent; :mod:`indexer.query.grammar` gives the grammar."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from corpus.errors import QueryLimitError
from indexer.query.ast import (
    And,
    DateRange,
    DocNumber,
    Everything,
    FacetIs,
    Leaf,
    Literal,
    Node,
    Not,
    Span,
    TextField,
)
from indexer.query.fields import ValueField, read_value
from indexer.query.joining import boosted, both, depth, either, near
from indexer.query.lexer import FIELD_NAMES, FieldName, Kind, Token, tokens, without_invisible
from indexer.query.plain_words import core, is_punctuation, plain_leaf
from indexer.query.reading import QueryWarning, WarningCode
from indexer.settings import MAX_BOOST, MAX_NEAR_DISTANCE, MAX_QUERY_DEPTH, MAX_QUERY_TERMS, NEAR_DISTANCE

_UNSCORED = FacetIs | DocNumber | DateRange | Not


class Parser:
    """Reads one query once; ``warnings`` fills on the way. ``today`` is what relative dates count from."""

    def __init__(self, text: str, today: date) -> None:
        typed = without_invisible(text)
        self.typed = typed
        self.today = today
        self.warnings: list[QueryWarning] = []
        self.leaves = 0
        self.loose: set[Span] = set()
        self.sentence_end = len(typed.visible.rstrip()) if len(typed.visible.split()) > 1 else -1
        self.tokens = self._balanced(list(tokens(typed.visible)))
        # What nothing takes ends the tokens, so that there always is a next one.
        self.tokens.append(Token("end", "", len(typed.visible), len(typed.visible)))
        self.next = 0

    def query(self) -> Node:
        """The tree of the query. Raises QueryLimitError beyond the limits of depth and terms."""
        kinds = {token.kind for token in self.tokens}
        if {"end"} < kinds <= {"and", "or", "not", "near", "end"}:
            node = self._operators_as_text()
        else:
            node = self._either(None)
        if node and depth(node) > MAX_QUERY_DEPTH:
            raise _too_deep()
        return node or Everything()

    def _balanced(self, found: list[Token]) -> list[Token]:
        """The tokens with every parenthesis closed and none closed that was not open."""
        balanced = []
        opened: list[Token] = []
        for token in found:
            if token.kind == "open":
                opened.append(token)
            elif token.kind == "close":
                if not opened:
                    self._warn(
                        "unopened-parenthesis", "Nothing opens this parenthesis; it was left out.", token
                    )
                    continue
                opened.pop()
            if len(opened) > MAX_QUERY_DEPTH:
                raise _too_deep()
            balanced.append(token)
        end = len(self.typed.visible)
        for token in opened:
            self._warn("unclosed-parenthesis", "This parenthesis was closed at the end of the query.", token)
            balanced.append(Token("close", "", end, end))
        return balanced

    def _operators_as_text(self) -> Node | None:
        """A query of operators alone asks for those very words."""
        operators = self.tokens[:-1]
        for token in operators:
            self._warn(
                "operator-as-text", "An operator with nothing beside it was searched for as a word.", token
            )
        return both([self._leaf(Literal(token.text), token.start, token.end) for token in operators])

    def _either(self, field: FieldName | None) -> Node | None:
        parts: list[Node] = []
        pending: Token | None = None
        while True:
            part = self._both(field)
            operator = self._take("or")
            if part is not None:
                parts.append(part)
                pending = operator
            elif stray := operator or pending:
                self._warn_stray(stray)
                pending = None
            if operator is None:
                return either(parts)

    def _both(self, field: FieldName | None) -> Node | None:
        chains: list[list[Node]] = []
        pending: Token | None = None
        while self._peek().kind not in ("or", "close", "end"):
            if stray := self._take("near"):
                self._warn_stray(stray)
            elif operator := self._take("and"):
                if pending or not chains:
                    self._warn_stray(operator)
                    continue
                pending = operator
            elif boost := self._take("boost"):
                self._boosted(None, boost.text, boost.start)
            elif (part := self._near(field)) is not None:
                if pending:
                    chains[-1].append(part)
                    pending = None
                else:
                    chains.append([part])
        if pending:
            self._warn_stray(pending)
        joined = (both(chain, explicit=True) for chain in chains)
        return self._without_punctuation(both([part for part in joined if part is not None]))

    def _near(self, field: FieldName | None) -> Node | None:
        """One operand, or several near each other; what can be near nothing is asked for anywhere instead."""
        first = self._single(field)
        chain = [] if first is None else [first]
        while chain and (operator := self._take("near")):
            is_last = self._peek().kind in ("or", "close", "and", "near", "end")
            part = None if is_last else self._single(field)
            if part is None:
                self._warn_stray(operator)
            elif joined := near(chain[-1], part, self._distance(operator)):
                chain[-1] = joined
            else:
                message = (
                    "Only words, quotes and alternatives of them can be near each other; "
                    "both sides were asked for, anywhere in the document."
                )
                self._warn("near-as-and", message, operator)
                chain.append(part)
        return both(chain, explicit=True)

    def _distance(self, operator: Token) -> int:
        """How many units a NEAR allows between its sides."""
        digits = operator.text[len("NEAR/") :]
        distance = int(digits) if digits else NEAR_DISTANCE
        if distance > MAX_NEAR_DISTANCE:
            message = f"Nearness reaches {MAX_NEAR_DISTANCE} units at most, and so far was looked."
            self._warn("near-too-far", message, operator)
        return min(distance, MAX_NEAR_DISTANCE)

    def _single(self, outer: FieldName | None) -> Node | None:
        """One operand, or None where nothing is left of it; takes at least one token."""
        negations: list[Token] = []
        fields: list[Token] = []
        while token := self._take("not", "field"):
            (negations if token.kind == "not" else fields).append(token)
        field = FIELD_NAMES[fields[-1].text] if fields else outer
        if opening := self._take("open"):
            part = self._either(field)
            closing = self._take("close")
            if part is None and closing and self.tokens[self.next - 2] is opening:
                self._warn("empty-parentheses", "Nothing stands in these parentheses.", opening, closing)
        elif operand := self._take("word", "quoted", "unclosed"):
            part = self._operand(operand, field)
        else:
            for negation in negations:
                self._warn_stray(negation)
            for name in fields:
                self._warn("empty-field", "Nothing follows this field; it was left out.", name)
            return None
        for name in fields[:-1]:
            self._warn("empty-field", "Another field follows this one at once; it was left out.", name)
        if boost := self._take("boost"):
            part = self._boosted(part, boost.text, boost.start)
        if part is None or len(negations) % 2 == 0:
            return part
        if isinstance(part, Not):
            return part.part
        return Not(part, span=(self.typed.span(negations[0].start, negations[0].end)[0], part.span[1]))

    def _operand(self, token: Token, field: FieldName | None) -> Node | None:
        if token.kind == "unclosed":
            self._warn("unclosed-quote", "Nothing closes this quotation mark; it reaches to the end.", token)
        elif token.kind == "quoted" and not token.text:
            self._warn("empty-quote", "Nothing stands in these quotation marks.", token)
        if not token.text:
            return None
        if field is not None and field != "title":
            return self._value(token, field)
        where: TextField = "title" if field else "any"
        if token.kind == "word":
            return self._plain(token, where)
        return self._leaf(Literal(token.text, where), token.start, token.end)

    def _plain(self, token: Token, where: TextField) -> Node | None:
        """A word of the text: a term or a wildcard."""
        found = core(token.text, ends_sentence=token.end == self.sentence_end)
        start, end = token.start + found.start, token.start + found.end
        text = token.text[found.start : found.end]
        if is_punctuation(text):
            self.loose.add(self.typed.span(start, end))
        leaf = plain_leaf(text, where)
        if leaf is None:
            message = "A wildcard needs at least one character beside it; it was left out."
            self._warn("wildcard-without-text", message, token)
        node = leaf and self._leaf(leaf, start, end)
        boost = token.text[found.end : found.boost]
        return self._boosted(node, boost, end) if boost else node

    def _value(self, token: Token, field: ValueField) -> Node | None:
        start, end = 0, len(token.text)
        if token.kind == "word" and field != "date":
            found = core(token.text, ends_sentence=False)
            start, end = found.start, found.end
            if boost := token.text[end : found.boost]:
                self._boosted(None, boost, token.start + end)
        value = read_value(field, token.text[start:end], self.today)
        place = (token.start + start, token.start + end) if token.kind == "word" else (token.start, token.end)
        span = self.typed.span(*place)
        self.warnings += (QueryWarning(code, message, *span, about) for code, message, about in value.remarks)
        return value.node and self._leaf(value.node, *place)

    def _boosted(self, node: Node | None, text: str, start: int) -> Node | None:
        """The node with the boost that a text ends in; without it where that is too large or nothing scores."""
        weight = float(re.split(r"[\^＾]", text)[-1])
        if node is not None and weight <= MAX_BOOST and not isinstance(node, _UNSCORED):
            return boosted(node, weight)
        message = f"Boosts go with words, quotes and groups, and up to {MAX_BOOST}; this one was left out."
        self.warnings.append(
            QueryWarning("boost-ignored", message, *self.typed.span(start, start + len(text)))
        )
        return node

    def _leaf(self, node: Leaf, start: int, end: int) -> Node:
        self.leaves += 1
        if self.leaves > MAX_QUERY_TERMS:
            message = f"The query has more than {MAX_QUERY_TERMS} terms; leave some out, or search in several steps."
            raise QueryLimitError("query-terms", MAX_QUERY_TERMS, message)
        return replace(node, span=self.typed.span(start, end))

    def _without_punctuation(self, node: Node | None) -> Node | None:
        """The node without words of nothing but punctuation, such as a dash between two words, unless all are."""
        if not isinstance(node, And) or node.explicit:
            return node
        loose = [part for part in node.parts if part.span in self.loose]
        if len(loose) in (0, len(node.parts)):
            return node
        for part in loose:
            message = "Punctuation by itself was left out; put it in quotation marks to search for it."
            self.warnings.append(QueryWarning("stray-punctuation", message, *part.span))
        return both([part for part in node.parts if part.span not in self.loose])

    def _peek(self) -> Token:
        return self.tokens[self.next]

    def _take(self, *kinds: Kind) -> Token | None:
        token = self.tokens[self.next]
        if token.kind not in kinds:
            return None
        self.next += 1
        return token

    def _warn(self, code: WarningCode, message: str, first: Token, last: Token | None = None) -> None:
        span = self.typed.span(first.start, (last or first).end)
        self.warnings.append(QueryWarning(code, message, *span))

    def _warn_stray(self, operator: Token) -> None:
        self._warn(
            "stray-operator", f"“{operator.text}” has nothing to join here; it was left out.", operator
        )


def _too_deep() -> QueryLimitError:
    message = f"The query nests deeper than {MAX_QUERY_DEPTH} parentheses; take some out, or search in several steps."
    return QueryLimitError("query-depth", MAX_QUERY_DEPTH, message)
