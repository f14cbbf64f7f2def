"""Measures as Prometheus reads them. All are gauges and summaries: they are counted anew each time, not summed up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from shared.engine.job import State
from shared.engine.metrics import Measures, quantile

QUANTILES = (0.5, 0.95, 0.99)
LATELY = "of the last day's newest 500 jobs"


def exposed(measures: Measures) -> bytes:
    """The text."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Measured(measures))
    return generate_latest(registry)


class _Measured(Collector):
    def __init__(self, measures: Measures) -> None:
        self._measures = measures

    def collect(self) -> Iterable[Metric]:
        yield from self._now()
        yield from self._lately()

    def _now(self) -> Iterator[Metric]:
        m = self._measures
        jobs = GaugeMetricFamily("phasework_jobs", "Jobs that there are.", labels=["process", "state"])
        for (process, state), number in m.jobs.items():
            jobs.add_metric([process, state], number)
        yield jobs
        depth = GaugeMetricFamily("phasework_queue_depth", "Jobs that wait: for a worker, or in line.", labels=["for"])
        depth.add_metric(["worker"], m.queued)
        depth.add_metric(["slot"], m.in_line)
        yield depth
        yield GaugeMetricFamily("phasework_workers_busy", "Phases that a worker holds.", value=m.busy)
        yield GaugeMetricFamily("phasework_workers_limit", "Tasks that the queue hands out at a time.", value=m.workers)
        used = m.busy / m.workers if m.workers else 0.0
        yield GaugeMetricFamily("phasework_worker_utilisation_ratio", "Busy workers of those there may be.", value=used)
        yield GaugeMetricFamily("phasework_dead_letters", "Dead letters not replayed.", value=m.dead_letters)

    def _lately(self) -> Iterator[Metric]:
        labels, recent = ["process"], self._measures.recent
        states = GaugeMetricFamily("phasework_recent_jobs", f"By state, {LATELY}.", labels=[*labels, "state"])
        success = GaugeMetricFamily("phasework_success_ratio", f"Completed, {LATELY} that ended.", labels=labels)
        failure = GaugeMetricFamily("phasework_failure_ratio", f"Failed, {LATELY} that ended.", labels=labels)
        retries = GaugeMetricFamily("phasework_retries", f"By whom, {LATELY}.", labels=[*labels, "by"])
        waits = Metric("phasework_wait_seconds", f"From acceptance to the first worker, {LATELY}.", "summary")
        runs = Metric("phasework_run_seconds", f"From the first worker to the end, {LATELY}.", "summary")
        phases = Metric("phasework_phase_seconds", f"The attempt that finished the phase, {LATELY}.", "summary")
        for process, window in recent.items():
            for state in State:
                states.add_metric([process, state], window.states[state])
            if (rate := window.rate(State.COMPLETED)) is not None:
                success.add_metric([process], rate)
            if (rate := window.rate(State.FAILED)) is not None:
                failure.add_metric([process], rate)
            for by, number in window.retries.items():
                retries.add_metric([process, by], number)
            _summarise(waits, {"process": process}, window.waits)
            _summarise(runs, {"process": process}, window.runs)
            for phase, seconds in window.phases.items():
                _summarise(phases, {"process": process, "phase": phase}, seconds)
        yield from (states, success, failure, retries, waits, runs, phases)


def _summarise(metric: Metric, labels: dict[str, str], values: Sequence[float]) -> None:
    if not values:
        return
    for part in QUANTILES:
        metric.add_sample(metric.name, {**labels, "quantile": str(part)}, quantile(values, part))
    metric.add_sample(f"{metric.name}_sum", labels, sum(values))
    metric.add_sample(f"{metric.name}_count", labels, len(values))
