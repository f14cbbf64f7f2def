"""The same world in Hypothesis' hands: it says what happens and when, and makes a failure as small as it can.

Where `test_simulation.py` draws its faults from a seed, here every fault, press and delay is a step of its own, so that
what breaks a promise is shown as the few steps that do.
"""

from __future__ import annotations

from contextlib import ExitStack

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from shared.engine.job import State
from tests.chaos.ends import Ends
from tests.chaos.mutants import applied
from tests.chaos.weather import CALM, Weather
from tests.chaos.world import World

FAULTS = (
    "unavailable", "aborted", "lost_reply", "resent", "late", "slow", "crash_before", "crash_after", "freeze",
    "delivery_lost", "delivery_doubled", "delivery_delayed", "answer_lost", "task_lost",
)  # fmt: skip
MOMENTS = st.sampled_from([0.01, 0.05, 0.2, 0.5, 1.0, 2.5, 6.0, 12.0, 35.0, 70.0])
PRESSES = st.sampled_from(["start", "cancel", "pause", "resume", "retry", "replay"])


class Machine(RuleBasedStateMachine):
    """Two things of one person, who may run one job at a time."""

    mutant: str | None = None

    @initialize(seed=st.integers(0, 1000))
    def begin(self, seed: int) -> None:
        self.world = world = World(seed, CALM)
        world.weather = Weather(**dict.fromkeys(FAULTS, 0.5))  # what it may meet
        self.open = ExitStack()
        self.open.enter_context(applied(self.mutant))
        self.open.enter_context(world.installed())
        world.begin(things=2, actions=0)
        self.people = world.people

    @rule(press=PRESSES, whose=st.integers(0, 1), moment=MOMENTS)
    def press(self, press: str, whose: int, moment: float) -> None:
        person = self.people[whose]
        self.world.kernel.spawn(self.world.outside, person.press, self.world.outside, getattr(person, press))
        self.go_on(moment)

    @rule(whose=st.integers(0, 1))
    def cancel_by_hand(self, whose: int) -> None:
        self.people[whose].cancel_by_hand()

    @rule(fault=st.sampled_from(FAULTS), moment=MOMENTS)
    def weather(self, fault: str, moment: float) -> None:
        """For a moment a fault happens at every second opportunity."""
        self.world.network.weather = Weather(**{fault: 0.5})
        self.go_on(moment)
        self.world.network.weather = CALM

    @rule(moment=MOMENTS)
    def go_on(self, moment: float) -> None:
        self.world.kernel.run(until=self.world.kernel.now + moment)

    @rule(role=st.sampled_from(["api", "worker"]))
    def kill(self, role: str) -> None:
        if machine := self.world.machine(role):
            machine.kill()
            self.world.kernel.bury()

    @rule(seconds=st.sampled_from([2.0, 20.0, 40.0, 100.0]))
    def freeze(self, seconds: float) -> None:
        if machine := self.world.machine("worker"):
            machine.freeze(seconds)

    @rule(sweepers=st.integers(1, 2))
    def sweep(self, sweepers: int) -> None:
        for _ in range(sweepers):
            self.world.sweep()

    @invariant()
    def promises_hold(self) -> None:
        assert [str(violation) for violation in self.world.audit.violations] == []

    @invariant()
    def every_job_is_accounted_for(self) -> None:
        states = [document.fields["state"] for document in self.world.documents.within("jobs").values()]
        assert all(state in set(State) for state in states)

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        try:
            self.world.calm()
            Ends(self.world).look()
            self.promises_hold()
        finally:
            self.world.close()
            self.open.close()


class WithoutLeases(Machine):
    mutant = "lease"


TestMachine = Machine.TestCase
TestMachine.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)


def test_a_missing_mechanism_is_found() -> None:
    quickly = settings(max_examples=200, stateful_step_count=20, deadline=None, phases=[Phase.generate], database=None)
    with pytest.raises(AssertionError, match="claimed from a living worker"):
        run_state_machine_as_test(WithoutLeases, settings=quickly)
