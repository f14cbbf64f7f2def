"""What this emulator leaves out, so that the comparison does not."""

from __future__ import annotations

from google.cloud import tasks_v2

from emulator.tasks.conformance.rules import QUEUES, TASKS, rule
from emulator.tasks.conformance.subject import LOCATION, Subject

_AREA = "Beyond HTTP tasks"


@rule(_AREA, f"{TASKS}#AppEngineHttpRequest", gap=True)
def app_engine_tasks_are_taken(s: Subject) -> None:
    """A task may have an App Engine request in place of an HTTP request."""
    task = tasks_v2.Task(app_engine_http_request={"relative_uri": "/x"})
    assert s.client.create_task(parent=s.queue(), task=task).app_engine_http_request.relative_uri == "/x"


@rule(_AREA, f"{QUEUES}#HttpTarget", gap=True)
def a_queue_overrides_the_target(s: Subject) -> None:
    """A queue's http_target overrides the URL of its tasks."""
    target = {"uri_override": {"path_override": {"path": "/overridden"}}}
    s.task(s.queue(http_target=target), "/own")
    (call,) = s.expect(1)
    assert call.path == "/overridden"


@rule(_AREA, f"{TASKS}#OAuthToken", gap=True)
def an_oauth_token_is_attached(s: Subject) -> None:
    """With oauth_token an access token is the Authorization header."""
    s.task(s.queue(), request={"oauth_token": {"service_account_email": "a@b.iam.gserviceaccount.com"}})
    (call,) = s.expect(1)
    assert (call.headers["Authorization"] or "").startswith("Bearer ")


@rule(_AREA, f"{QUEUES}/setIamPolicy", gap=True)
def a_policy_is_kept(s: Subject) -> None:
    """SetIamPolicy sets a queue's access policy, and GetIamPolicy returns it."""
    queue, binding = s.queue(), {"role": "roles/cloudtasks.viewer", "members": ["allUsers"]}
    s.client.set_iam_policy(request={"resource": queue, "policy": {"bindings": [binding]}})
    assert s.client.get_iam_policy(request={"resource": queue}).bindings[0].role == binding["role"]


@rule(_AREA, "https://cloud.google.com/tasks/docs/reference/rest/v2/projects.locations/list", gap=True)
def locations_are_listed(s: Subject) -> None:
    """ListLocations lists the locations there are."""
    found = s.client.list_locations(request={"name": "projects/conformance"}).locations
    assert LOCATION in [location.name for location in found]
