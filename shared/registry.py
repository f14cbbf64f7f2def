"""The pipelines there are: the one place where the engine and the systems meet."""

from __future__ import annotations

from shared.collections.pipeline import DECK_GENERATION, DOCUMENT_PROCESSING
from shared.engine.pipeline import Pipeline

PIPELINES: dict[str, Pipeline] = {pipeline.process: pipeline for pipeline in (DOCUMENT_PROCESSING, DECK_GENERATION)}
