"""The pipelines there are: the one place where the engine and the systems meet."""

from __future__ import annotations

from shared.collections import wording as collections
from shared.collections.pipeline import DECK_GENERATION, DOCUMENT_PROCESSING, ITEM_GENERATION
from shared.engine.pipeline import Pipeline
from shared.notices.wording import Wording

PIPELINES: dict[str, Pipeline] = {
    pipeline.process: pipeline for pipeline in (DOCUMENT_PROCESSING, ITEM_GENERATION, DECK_GENERATION)
}

WORDINGS: dict[str, Wording] = {**collections.WORDINGS}
