"""A full round of python3-jira, which nobody here wrote, against the emulated Jira."""
import io
import json
import os

from jira import JIRA, JIRAError

URL = os.environ["CLOUD_URL"]
EMAIL = os.environ["CLOUD_EMAIL"]
jira = JIRA(server=URL, basic_auth=(EMAIL, os.environ["CLOUD_SECRET"]))
seen = {}


def read_site():
    seen["me"] = jira.myself()
    return jira.server_info()["deploymentType"] == "Cloud" and seen["me"]["emailAddress"] == EMAIL


def read_setup():
    return all(
        len(found) > 2
        for found in (jira.fields(), jira.priorities(), jira.issue_types(), jira.statuses(), jira.projects(), jira.resolutions())
    ) and jira.project("WEB").key == "WEB"


def create():
    seen["issue"] = jira.create_issue(
        project="WEB",
        issuetype={"name": "Task"},
        summary="Made by python3-jira",
        description="In plain words",
        customfield_10030="kept",
    )
    return seen["issue"].self.startswith(URL)


def read():
    fields = jira.issue(seen["issue"].key).fields
    return (fields.summary, fields.description, fields.customfield_10030) == ("Made by python3-jira", "In plain words", "kept")


def edit():
    seen["issue"].update(summary="Edited", fields={"labels": ["more"]})
    fields = jira.issue(seen["issue"].key).fields
    return fields.summary == "Edited" and fields.labels == ["more"]


def assign():
    jira.assign_issue(seen["issue"], EMAIL)
    return jira.issue(seen["issue"].key).fields.assignee.accountId == seen["me"]["accountId"]


def comment():
    made = jira.add_comment(seen["issue"], "Seen")
    made.update(body="Seen twice")
    return [one.body for one in jira.comments(seen["issue"])] == ["Seen twice"]


def transition():
    jira.transition_issue(seen["issue"], "Done", comment="It is done")
    return jira.issue(seen["issue"].key).fields.status.name == "Done" and len(jira.comments(seen["issue"])) == 2


def log_work():
    made = jira.add_worklog(seen["issue"], timeSpent="1h 30m", comment="Worked")
    return made.timeSpentSeconds == 5400 and len(jira.worklogs(seen["issue"])) == 1


def attach():
    seen["file"] = jira.add_attachment(issue=seen["issue"], attachment=io.BytesIO(b"words in a file"), filename="words.txt")
    return seen["file"].filename == "words.txt"


def download():
    return jira.attachment(seen["file"].id).get() == b"words in a file"


def link():
    jira.create_issue_link("Blocks", seen["issue"].key, "WEB-2")
    jira.add_simple_link(seen["issue"], {"url": f"{URL}/page", "title": "A page"})
    fields = jira.issue(seen["issue"].key).fields
    return fields.issuelinks[0].outwardIssue.key == "WEB-2" and len(jira.remote_links(seen["issue"])) == 1


def search_by_start():
    keys = {one.key for one in jira.search_issues("project = WEB order by key", maxResults=False)}
    return len(keys) == 81 and seen["issue"].key in keys


def boards():
    board = jira.boards(name="WEB")[0]
    sprints = jira.sprints(board.id)
    jira.add_issues_to_sprint(sprints[1].id, [seen["issue"].key])
    return len(sprints) == 3


def delete():
    seen["file"].delete()
    seen["issue"].delete()
    try:
        jira.issue(seen["issue"].key)
    except JIRAError as error:
        return error.status_code == 404
    return False


ROUND = {
    "read the site": read_site,
    "read the set-up": read_setup,
    "create": create,
    "read": read,
    "edit": edit,
    "assign": assign,
    "comment": comment,
    "transition": transition,
    "log work": log_work,
    "attach": attach,
    "download": download,
    "link": link,
    "search by startAt": search_by_start,
    "boards and sprints": boards,
    "delete": delete,
}

for operation, run in ROUND.items():
    trouble = None
    try:
        if run() is not True:
            trouble = "unexpected"
    except Exception as error:  # whatever the client makes of an answer it does not understand
        trouble = f"{type(error).__name__}: {error}"[:600]
    print(json.dumps({"operation": operation, "trouble": trouble}))
