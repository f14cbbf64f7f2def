"""Workers that die and documents that cannot be read: what people see, and how they get on."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from emulator.auth import User
from emulator.client import LINESHEET, ORDER, Api
from emulator.stack import Stack
from tests.data import bad
from tests.data.scans import Scanner, scanned_pdf
from tests.e2e.meddling import Queue, children_die, kill_workers
from tests.e2e.runs import LONG_MS, collection_of, job_of, panel, place, says, shot_of_run
from tests.e2e.steps import signed_in, upload

WHAT_IS_WRONG = {"encrypted": "This PDF is protected by a password.", "truncated": "This PDF is damaged or incomplete."}


def test_a_run_whose_worker_is_killed_restarts_and_completes(
    page: Page, site: Stack, demo: User, api: Api, tmp_path: Path
) -> None:
    scan = scanned_pdf(LINESHEET, tmp_path / "scan.pdf", Scanner(), [3, 4])  # reading it takes seconds
    base = collection_of(api, "Spring 2027", scan)
    signed_in(page, demo, place(base))
    page.get_by_role("button", name="Process Documents").click()
    says(page, "Phase 1 of 6: ")
    kill_workers(site)
    says(page, "Restarting processing…")
    shot_of_run(page, "run-restarting")
    says(page, "The documents are processed")
    expect(panel(page)).to_contain_text("Found 15 products")
    job = job_of(api, base)
    assert (job["status"], job["reopened"], len(job["phases"])) == ("completed", 0, 6)


def test_a_run_that_failed_goes_on_from_its_phase_when_the_trouble_is_over(
    page: Page, site: Stack, demo: User, api: Api, queue: Queue
) -> None:
    base = collection_of(api, "Spring 2027", LINESHEET)
    queue.hold()
    signed_in(page, demo, place(base))
    page.get_by_role("button", name="Process Documents").click()
    says(page, "Waiting to start…")
    queue.hand_out()
    says(page, "Phase 2 of 6: ")
    before = job_of(api, base)
    with children_die(site):
        queue.let_go()
        says(page, "Restarting processing…")
        says(page, "This was interrupted 5 times")
    failure = page.get_by_role("alert")
    expect(failure).to_contain_text("This may pass by itself: retrying goes on from where it stopped.")
    shot_of_run(page, "run-failed-interrupted")
    failed = job_of(api, base)
    failure.get_by_role("button", name=f"Retry from “{failed['error']['phase']}”").click()
    expect(page.get_by_text(f"goes on from phase {failed['phase']} of 6")).to_be_visible()
    says(page, "The documents are processed")
    after = job_of(api, base)
    assert (after["task_id"], after["status"], after["reopened"]) == (before["task_id"], "completed", 1)
    assert after["phases"][0] == before["phases"][0], "a finished phase is not run again"


def test_a_run_that_fails_on_a_bad_document_begins_anew_with_a_good_one(
    page: Page, demo: User, api: Api, tmp_path: Path
) -> None:
    base = api.collection("Autumn 2027")
    signed_in(page, demo, place(base))
    poor = scanned_pdf(LINESHEET, tmp_path / "poor.pdf", Scanner(dpi=50, quality=30), [2])
    bad_ones = {bad.make(name, tmp_path): said for name, said in WHAT_IS_WRONG.items()}
    upload(page, linesheets=list(bad_ones), orders=[ORDER])
    says(page, "cannot be read, so a run will fail on it. Replace or delete it first.")
    shot_of_run(page, "info-bad-documents")
    page.get_by_role("button", name="Process Documents").click()
    failed: list[str] = []
    for good in (LINESHEET, poor):
        failure = page.get_by_role("alert")
        expect(failure).to_contain_text("Retrying alone will not help", timeout=LONG_MS)
        job = job_of(api, base)
        failed.append(job["task_id"])
        file = next(file for file in bad_ones if file.name in job["error"]["message"])
        expect(failure).to_contain_text(f"{file.name}: {bad_ones.pop(file)}")
        code = failure.get_by_text(f"Code: {job['error']['code']}")
        expect(code).to_be_hidden()
        failure.get_by_text("Details", exact=True).click()
        expect(code).to_be_visible()
        shot_of_run(page, f"run-failed-{file.stem}")
        page.get_by_label(f"Replace {file.name}").and_(page.locator("input")).set_input_files(good)
        says(page, "Documents changed since, so a retry begins anew with those that are there now.")
        page.get_by_role("button", name="Retry Processing").click()
        expect(page.get_by_text("began anew").first).to_be_visible()
    says(page, "The documents are processed")
    assert len({*failed, job_of(api, base)["task_id"]}) == 3, "each retry was a new job"
    says(page, "1 thing to know about this run")
    expect(panel(page).get_by_role("listitem").filter(has_text="could not be read")).to_contain_text("poor.pdf")
    shot_of_run(page, "run-warnings")
