"""Text in pictures: where lines stand and what they say, by the models inside rapidocr's wheel.

Nothing is fetched: every model is named by its file, and the recogniser's alphabet is inside its model. The engine is
made on first use, which must be after a fork: its threads do not survive one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shared.reading.shaping import Pixels

THREADS = 2
DETECTED_PIXELS = 1280  # the longer side of what the detector sees; 6 point text on A4 is then 9 pixels high
DETECTED_FINER = 1760  # for pages whose text is smaller than SMALL_PIXELS of the detector's, outlines included
SMALL_PIXELS = 14.0
MAX_LINES = 1500  # on one page: a price list set in the smallest type has 600
LINE_PIXELS = 48  # what the recogniser was made for
MAX_LINE_RATIO = 60.0  # width by height: longer lines do not occur
BATCH_PIXELS = 2_400  # the width of all lines that are read together: bounds memory

Quad = NDArray[np.float32]  # 4 x 2, clockwise from the top left of the text, in pixels
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class ReadLine:
    """What one line says. `places` are the middles of its characters, 0 to 1 from the line's left to its right."""

    text: str
    score: float
    scores: tuple[float, ...] = ()
    places: tuple[float, ...] = ()


class OcrFailed(Exception):
    """A model could not be run, for want of memory most likely."""


class Engine:
    """The detector and the recogniser, loaded in about a quarter of a second."""

    def __init__(self) -> None:
        # The imports take half a second and 60 MB, which only those who read scans should pay.
        import rapidocr
        from rapidocr.ch_ppocr_det import TextDetector
        from rapidocr.ch_ppocr_rec import TextRecognizer
        from rapidocr.utils.log import logger
        from rapidocr.utils.parse_parameters import ParseParams

        logger.setLevel("ERROR")
        folder = Path(rapidocr.__file__).parent
        settings = ParseParams.load(folder / "config.yaml")
        settings.Det.limit_type, settings.Det.limit_side_len = "max", DETECTED_PIXELS
        settings.Rec.font_path = None
        models = folder / "models"
        self._detector: Any = TextDetector(_with_session(settings.Det, models / "PP-OCRv6_det_small.onnx"))
        self._recogniser: Any = TextRecognizer(_with_session(settings.Rec, models / "PP-OCRv6_rec_small.onnx"))
        self._alphabet: list[str] = self._recogniser.postprocess_op.character

    def detect(self, image: Pixels) -> list[Quad]:
        """The outlines of an image's lines of text, from top to bottom."""
        found = self._detected(image, DETECTED_PIXELS)
        heights = [min(np.linalg.norm(box[1] - box[0]), np.linalg.norm(box[3] - box[0])) for box in found]
        seen = min(1.0, DETECTED_PIXELS / max(image.shape))
        if heights and seen < 1 and float(np.median(heights)) * seen < SMALL_PIXELS:
            found = self._detected(image, DETECTED_FINER)
        return found

    def _detected(self, image: Pixels, longest: int) -> list[Quad]:
        self._detector.limit_side_len = longest
        # The models were trained on pictures as OpenCV loads them: blue, green, red.
        with _translated():
            boxes = self._detector(np.ascontiguousarray(image[:, :, ::-1])).boxes
        return [] if boxes is None else [np.asarray(box, np.float32) for box in boxes[:MAX_LINES]]

    def read(self, crops: Sequence[Pixels]) -> list[ReadLine]:
        """What each crop of one upright line says; an empty text where nothing can be read."""
        found = [ReadLine("", 0.0)] * len(crops)
        for batch in _batches(crops):
            ratio = max(_ratio(crops[n]) for n in batch)
            stack = [self._recogniser.resize_norm_img(crops[n][:, :, ::-1], ratio) for n in batch]
            with _translated():
                says = self._recogniser.session(np.stack(stack).astype(np.float32))
            for n, one in zip(batch, says, strict=True):
                found[n] = self._decoded(one, _ratio(crops[n]) / ratio)
        return found

    def _decoded(self, says: Floats, share: float) -> ReadLine:
        """From each character's probability at each step: repeats and blanks (0) go; `share` of it is no padding."""
        best = says.argmax(axis=1)
        kept = np.flatnonzero((best != 0) & (best != np.concatenate(([0], best[:-1]))))
        if not kept.size:
            return ReadLine("", 0.0)
        # A character lasts while its steps repeat; its middle is the middle of those.
        ends = [_last(best, at) for at in kept.tolist()]
        steps = len(best) * share
        places = tuple(float(min((at + end + 1) / 2 / steps, 1.0)) for at, end in zip(kept, ends, strict=True))
        scores = tuple(float(s) for s in says[kept, best[kept]])
        text = "".join(self._alphabet[n] for n in best[kept])
        return ReadLine(text, float(np.mean(scores)), scores, places)


@contextmanager
def _translated() -> Iterator[None]:
    from rapidocr.inference_engine.onnxruntime.main import ONNXRuntimeError

    try:
        yield
    except ONNXRuntimeError as error:
        raise OcrFailed(str(error)) from error


class _Settings(dict[str, Any]):
    """rapidocr's settings of one model, by key and by attribute; OmegaConf's own cannot hold a session."""

    def __getattr__(self, name: str) -> Any:
        return self[name]


def _with_session(settings: Any, model: Path) -> _Settings:
    """A model's settings with its session, made here: nothing is looked for elsewhere, and memory stays bounded."""
    import onnxruntime  # type: ignore[import-untyped]

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.intra_op_num_threads, options.inter_op_num_threads = THREADS, 1
    # Each page and line has a size of its own: what is kept for the next one of that size would only grow.
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    return _Settings({**settings, "session": session})


def _last(best: NDArray[np.int64], at: int) -> int:
    end = at
    while end + 1 < len(best) and best[end + 1] == best[at]:
        end += 1
    return end


def _ratio(crop: Pixels) -> float:
    return float(min(max(crop.shape[1] / crop.shape[0], 0.5), MAX_LINE_RATIO))


def _batches(crops: Sequence[Pixels]) -> Iterator[list[int]]:
    """Lines of like width together, so that little of a batch is padding."""
    batch: list[int] = []
    for n in sorted((n for n, crop in enumerate(crops) if crop.size), key=lambda n: _ratio(crops[n])):
        if batch and (len(batch) + 1) * _ratio(crops[n]) * LINE_PIXELS > BATCH_PIXELS:
            yield batch
            batch = []
        batch.append(n)
    if batch:
        yield batch


@cache
def engine() -> Engine:
    """The process's engine, made on first use."""
    return Engine()
