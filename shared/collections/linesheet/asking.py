"""Asking the AI provider about a document, where there is one that reads: phases 4 and 5 do, and go on without it."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import simplejpeg

from shared.ai.interface import Answer, Question
from shared.ai.products import PageProducts, ProductsOnPage
from shared.ai.providers import provider
from shared.ai.questions import CALL_LIMIT, UNAVAILABLE, Begun, Limits, Questions
from shared.cloud.config import ai_settings
from shared.collections.linesheet.answered import drafts_of
from shared.collections.linesheet.draft import Draft
from shared.collections.linesheet.merging import merged
from shared.collections.linesheet.standing import Standing
from shared.engine.run import Run
from shared.reading.book import Book, Displayed, PageUnreadable
from shared.reading.errors import ReadingError
from shared.reading.text import Line, PageText

MAX_LINE, MAX_PAGE = 300, 30_000  # characters sent of a line, of a page
AHEAD = 3  # pages that are asked about at a time
PICTURE_PIXELS = 1536  # on the longer side
JPEG_QUALITY = 80
SENTENCES = {
    UNAVAILABLE: "{filename} was read without AI, in part or whole: {reason}. Process it again later to read it with.",
    CALL_LIMIT: "{filename} was read with AI in part only: one document may be asked about {calls} times"
    " (GEMINI_MAX_CALLS). Split it, or raise the limit.",
}
OUTLINE_CALLS = 2  # of a document's calls, what phase 4 may use: once, and once more


class Asking:
    """One document's questions in one phase, about its `outline` or its pages.

    warned: an earlier phase has told already that there is no answer. `unanswered`: so has this one.
    """

    def __init__(
        self, run: Run, document_id: str, filename: str, *, outline: bool = False, warned: bool = False
    ) -> None:
        self._run, self._document_id, self._filename = run, document_id, filename
        self._warned = warned
        self.unanswered = warned
        settings = ai_settings()
        self._calls = settings.gemini_max_calls
        part = min(OUTLINE_CALLS, self._calls) if outline else max(self._calls - OUTLINE_CALLS, 0)
        limits = Limits(part, settings.gemini_timeout_seconds, patience=1 if warned else 2)
        self._questions = Questions(provider(), run, limits, self._tell)

    def answers(self, kind: type[Question[Any]]) -> bool:
        """Whether there is anybody to ask."""
        return provider().answers(kind)

    @property
    def questions(self) -> Questions:
        """The questions themselves."""
        return self._questions

    def ask(self, question: Question[Answer], tick: Callable[[], None]) -> Answer | None:
        """The answer, or None. `tick` is called while waiting."""
        return self._questions.ask(question, tick)

    def _tell(self, code: str, reason: str) -> None:
        if code == UNAVAILABLE:
            self.unanswered = True
            if self._warned:
                return
        sentence = SENTENCES[code].format(filename=self._filename, reason=reason, calls=self._calls)
        self._run.warn(code, sentence, self._document_id)


class PageReader:
    """A second reader of a document's pages, beside our own. Once it has answered, it is asked some pages ahead.

    pages: the document's pages from the first, each upright. headed: the document's headings tell the categories.
    """

    def __init__(self, asking: Asking, book: Book, pages: Iterator[PageText], headed: bool) -> None:
        self._questions = asking.questions
        self._reads = asking.answers(ProductsOnPage)
        self._book, self._pages, self._headed = book, pages, headed
        self._begun: deque[Begun[PageProducts] | None] = deque()

    def read(self, ours: list[Draft], text: PageText, pictured: bool, tick: Callable[[], None]) -> list[Draft]:
        """The next page's products by both readers; ours where the other is not there. Ask for each page in order."""
        if not self._reads:
            return ours
        wanted = AHEAD if self._questions.steady else 1  # of a service that fails, one page at a time finds out
        for page in itertools.islice(self._pages, max(0, wanted - len(self._begun))):
            self._begun.append(self._begin(page))
        begun = self._begun.popleft()
        answer = self._questions.finish(begun, tick) if begun else None
        if answer is None:
            return ours
        page_words = Standing(text.read_lines())
        return merged(ours, drafts_of(answer.products, page_words, text.page, pictured, self._headed))

    def _begin(self, text: PageText) -> Begun[PageProducts] | None:
        if not text.words:
            return None
        question = ProductsOnPage(text=numbered(text.read_lines()), picture=_picture(self._book, text.page))
        return self._questions.begin(question)


def _picture(book: Book, number: int) -> bytes | None:
    """A page's picture, if it has one: without, its words may do."""
    try:
        page = book.page(number)
        if not isinstance(page, Displayed):
            return None
        pixels = page.image(PICTURE_PIXELS / max(*page.size, 1))
        return bytes(simplejpeg.encode_jpeg(pixels, JPEG_QUALITY, colorsubsampling="420"))
    except (ReadingError, PageUnreadable):
        return None


def numbered(lines: Sequence[Line]) -> str:
    """A page's lines, each with its number."""
    made, size = [], 0
    for number, line in enumerate(lines):
        row = f"{number}: {line.text[:MAX_LINE]}"
        size += len(row) + 1
        if size > MAX_PAGE:
            break
        made.append(row)
    return "\n".join(made)
