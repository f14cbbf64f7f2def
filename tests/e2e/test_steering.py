"""Cancel, pause, resume, starting twice and waiting in line: the page shows what the server promises."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from emulator.auth import User, sign_up
from emulator.client import LINESHEET, Api
from emulator.errors import StackError
from emulator.stack import Stack
from tests.data.scans import Scanner, scanned_pdf
from tests.e2e.conftest import OpenTab
from tests.e2e.meddling import Queue
from tests.e2e.runs import LONG_MS, PROCESS, collection_of, place, says, shot_of_run, status_of
from tests.e2e.steps import shot, signed_in

OWNER_LIMIT = 4
TINY = "Style,Name,Category,Wholesale\nHV-100,Wool Coat,Coats,80.00\nHV-200,Linen Shirt,Shirts,32.00\n"


@pytest.fixture
def spring(api: Api) -> str:
    """The API's path of a collection with a linesheet and an order."""
    return collection_of(api, "Spring 2027", LINESHEET)


def _run(api: Api, base: str) -> None:
    api.start(base, PROCESS)
    assert list(api.watch(base, PROCESS))[-1]["status"] == "completed"


def test_a_run_is_cancelled_in_the_middle_and_the_last_results_stand(
    page: Page, demo: User, api: Api, spring: str, queue: Queue
) -> None:
    _run(api, spring)
    queue.hold()
    signed_in(page, demo, place(spring))
    page.get_by_role("button", name="Process Again").click()
    says(page, "Waiting to start…")
    queue.hand_out()
    says(page, "Phase 2 of 6: ")
    says(page, "They become results when the run completes.")
    expect(page.get_by_role("img", name="Picture 1 from sample_linesheet.pdf")).to_be_visible()
    task_id = status_of(api, spring)["task_id"]
    shot_of_run(page, "run-under-way")
    page.get_by_role("button", name="Cancel Processing").click()
    dialog = page.get_by_role("alertdialog", name="Cancel document processing?")
    expect(dialog).to_contain_text("Your files and the last results stay as they are.")
    shot_of_run(page, "run-cancel-asked")
    dialog.get_by_role("button", name="Keep it running").click()
    expect(dialog).to_be_hidden()
    assert status_of(api, spring)["status"] == "processing"
    page.get_by_role("button", name="Cancel Processing").click()
    dialog.get_by_role("button", name="Cancel Processing").click()
    says(page, "Processing was cancelled. Nothing of that run was kept")
    expect(page.get_by_role("progressbar")).to_have_count(0)
    expect(page.get_by_role("img", name="Picture 1 from")).to_have_count(0)
    shot_of_run(page, "run-cancelled")
    queue.let_go()
    assert api.call("GET", f"/api/jobs/{task_id}")["status"] == "cancelled"
    assert status_of(api, spring)["status"] == "cancelled"
    page.get_by_role("tab", name="Products").click()
    expect(page.get_by_text("60 products").first).to_be_visible()
    page.get_by_role("tab", name="Collection Info").click()
    page.get_by_role("button", name="Retry Processing").click()
    says(page, "The documents are processed")
    assert status_of(api, spring)["task_id"] != task_id


def test_a_run_is_paused_stays_so_over_a_reload_and_goes_on_where_it_was(
    page: Page, demo: User, api: Api, spring: str, queue: Queue
) -> None:
    queue.hold()
    signed_in(page, demo, place(spring))
    page.get_by_role("button", name="Process Documents").click()
    says(page, "Waiting to start…")
    queue.hand_out()
    says(page, "Phase 2 of 6: ")
    pause = page.get_by_role("button", name="Pause")
    pause.focus()
    page.keyboard.press("Enter")
    says(page, "Paused. What is finished is kept; it goes on when you resume it.")
    expect(page.get_by_role("button", name="Resume")).to_be_focused()
    before = api.call("GET", f"/api/jobs/{status_of(api, spring)['task_id']}")
    assert (before["status"], len(before["phases"])) == ("paused", 1)
    queue.let_go()
    with pytest.raises(StackError, match="being processed already"):
        api.start(spring, PROCESS)
    page.reload()
    says(page, "Paused. What is finished is kept; it goes on when you resume it.")
    expect(page.get_by_role("listitem").filter(has_text="Extracting text with positions")).to_contain_text("Paused")
    expect(page.get_by_role("button", name="Process Documents")).to_have_count(0)
    shot_of_run(page, "run-paused")
    page.goto("/")
    expect(page.get_by_role("article", name="Spring 2027")).to_contain_text("Paused")
    page.go_back()
    page.get_by_role("button", name="Resume").click()
    says(page, "The documents are processed")
    after = api.call("GET", f"/api/jobs/{before['task_id']}")
    assert (after["status"], after["phases"][0]) == ("completed", before["phases"][0])


def test_two_people_watch_a_run_and_one_cancels_it_by_keyboard(
    page: Page, open_tab: OpenTab, site: Stack, demo: User, api: Api, tmp_path: Path
) -> None:
    scan = scanned_pdf(LINESHEET, tmp_path / "scan.pdf", Scanner(), [3, 4, 5, 6, 7])  # reading it takes many seconds
    base = collection_of(api, "Scanned", scan)
    ben = sign_up(site.addresses.auth, "ben@example.com")
    api.call("POST", f"{base}/members", json={"email": ben.email})
    other = open_tab(reduced_motion="reduce")
    signed_in(other, ben, place(base))
    signed_in(page, demo, place(base))
    start = page.get_by_role("button", name="Process Documents")
    start.focus()
    page.keyboard.press("Enter")
    for tab in (page, other):
        says(tab, "Phase 1 of 6: ")
    group = page.get_by_role("group", name="Document processing")
    expect(group).to_be_focused()  # the button that had the focus is gone
    assert other.evaluate(ENDLESS) == []
    assert page.evaluate(ENDLESS) != [], "else nothing is proved by there being none"
    cancel = page.get_by_role("button", name="Cancel Processing")
    _tab_to(page, "Cancel Processing")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("alertdialog")
    expect(dialog.get_by_role("button", name="Keep it running")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(cancel).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    page.keyboard.press("Tab")
    expect(dialog.get_by_role("button", name="Cancel Processing")).to_be_focused()
    page.keyboard.press("Enter")
    for tab in (page, other):
        says(tab, "Processing was cancelled.")
        expect(tab.get_by_role("progressbar")).to_have_count(0)
    expect(group).to_be_focused()
    shot_of_run(page, "run-cancelled-by-keyboard")
    _tab_to(page, "Retry Processing", most=2)


ENDLESS = """() => document.getAnimations()
    .filter(it => it.effect.getComputedTiming().iterations === Infinity).map(it => it.animationName)"""


def _tab_to(page: Page, name: str, most: int = 40) -> None:
    """Press Tab until the button of that name has the focus."""
    button = page.get_by_role("button", name=name, exact=True)
    for _ in range(most):
        page.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            return
    pytest.fail(f"Tab does not come to “{name}” within {most} steps.")


def test_of_two_tabs_that_start_at_once_one_is_told_that_it_runs(
    page: Page, demo: User, api: Api, spring: str, queue: Queue, expected: list[str]
) -> None:
    expected.append("status of 409")
    queue.hold()
    signed_in(page, demo, place(spring))
    late = page.context.new_page()
    late.goto(place(spring))
    on_its_way: list[Route] = []
    late.route("**/documents/process", lambda route: on_its_way.append(route))  # its connection is slow
    late.get_by_role("button", name="Process Documents").click()
    expect(late.get_by_role("button", name="Starting…")).to_be_visible()
    page.get_by_role("button", name="Process Documents").click()
    for tab in (page, late):
        says(tab, "Waiting to start…")
    on_its_way[0].continue_()
    expect(late.get_by_text("This is being processed already.")).to_be_visible()
    shot_of_run(late, "run-started-twice")
    queue.let_go()
    for tab in (page, late):
        says(tab, "The documents are processed")
    assert len(api.call("GET", "/api/jobs")["jobs"]) == 1


def test_of_many_runs_those_over_the_limit_wait_in_line_and_move_up(
    page: Page, demo: User, api: Api, queue: Queue, tmp_path: Path
) -> None:
    (tmp_path / "tiny.csv").write_text(TINY, encoding="utf-8")
    names = [f"Season {number}" for number in range(1, OWNER_LIMIT + 3)]
    paths = {name: collection_of(api, name, tmp_path / "tiny.csv") for name in names}
    queue.hold()
    signed_in(page, demo)
    page.get_by_label("Select all shown").check()
    page.get_by_role("button", name=f"Start for {len(names)} collections").click()
    says(page, f"{len(names)} accepted")
    waiting = {name: status_of(api, path) for name, path in paths.items()}
    line = sorted(
        (name for name, status in waiting.items() if "one of your other jobs" in str(status["message"])),
        key=lambda name: str(waiting[name]["queue_position"]),
    )
    assert len(line) == 2
    second = page.get_by_role("article", name=line[1])
    expect(second).to_contain_text("Number 2 behind your other jobs")
    shot(page, "list-in-line")
    runs = next(name for name in names if name not in line)
    api.call("POST", f"{paths[runs]}/documents/process/cancel")
    expect(page.get_by_role("article", name=runs)).to_contain_text("Cancelled")
    expect(second).to_contain_text("Number 1 behind your other jobs")
    second.get_by_role("link", name=line[1]).click()
    says(page, "Waiting in line until one of your other jobs ends… Number 1 in line")
    shot_of_run(page, "run-in-line")
    queue.let_go()
    says(page, "The documents are processed")
    page.goto("/")
    expect(page.get_by_role("article").filter(has_text="Completed")).to_have_count(len(names) - 1, timeout=LONG_MS)
