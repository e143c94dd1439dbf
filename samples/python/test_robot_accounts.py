"""What a program may expect of Waldur's robot accounts, each test in a world of its own."""

import httpx
import pytest

ACCOUNTS = "/api/marketplace-robot-accounts/"


def test_an_account_that_was_created_is_found(world):
    owner = world.client("olga")

    made = owner.post(ACCOUNTS, json={"resource": world.link("resources", "climate-hpc"), "type": "night"})

    assert made.status_code == 201
    found = owner.get(ACCOUNTS, params={"type": "night"}).json()
    assert [(one["uuid"], one["state"]) for one in found] == [(made.json()["uuid"], "Requested")]


def test_a_state_follows_only_from_its_predecessor(world):
    owner, account = world.client("olga"), world.link("robot_accounts", "requested")

    refused = owner.post(f"{account}set_state_deleted/")
    assert (refused.status_code, refused.json()["detail"]) == (400, "Valid states for operation: Requested deletion.")

    assert owner.post(f"{account}set_state_creating/").status_code == 200
    assert owner.get(account).json()["state"] == "Creating"


def test_a_token_ends_when_it_was_not_used_for_too_long(world):
    alice = world.client("alice")
    world.apply({"users": {"alice": {"token_lifetime": 3600}}})
    assert alice.get("/api/users/me/").status_code == 200

    world.advance(3601)

    refused = alice.get("/api/users/me/")
    assert (refused.status_code, refused.json()["detail"]) == (401, "Token has expired.")


def test_what_a_call_changed_can_be_looked_at_and_undone(world):
    owner, account = world.client("olga"), world.link("robot_accounts", "requested")
    before = world.checkpoint()

    owner.patch(account, json={"description": "Builds the models"})

    changed = world.diff(before)["robot_accounts"]["requested"]["changed"]
    assert changed["description"] == ["Continuous integration", "Builds the models"]
    world.restore(before)
    assert owner.get(account).json()["description"] == "Continuous integration"


def test_an_account_in_error_tells_why(world):
    world.apply({"robot_accounts": {"ci": {"state": "Error", "error_message": "The quota is used up"}}})

    account = world.client("olga").get(world.link("robot_accounts", "ci")).json()

    assert (account["state"], account["error_message"]) == ("Error", "The quota is used up")


def test_a_role_brings_its_permissions(world):
    hanna = world.client("hanna")
    student = {"project": world.objects["projects"]["course"]["uuid"], "email": "new@university.example.com"}
    assert hanna.post("/api/marketplace-course-accounts/", json=student).status_code == 403

    world.act("give_role", user="hanna", role="PROJECT.MANAGER", project="course")

    assert hanna.post("/api/marketplace-course-accounts/", json=student).status_code == 201


def test_what_was_not_answered_may_have_been_done(world):
    owner = world.client("olga")
    account = {"resource": world.link("resources", "climate-hpc"), "type": "night"}
    world.fault("robot_accounts.create", by="olga", first=1, drop="before_answer", after_commit=True)

    with pytest.raises(httpx.ReadError):
        owner.post(ACCOUNTS, json=account)

    assert owner.post(ACCOUNTS, json=account).status_code == 400
    assert len(owner.get(ACCOUNTS, params={"type": "night"}).json()) == 1
    assert [fault["used"] for fault in world.faults()] == [1]


def test_one_account_is_asked_for_and_told_as_a_whole(world):
    owner = world.client("olga")
    account = owner.post(ACCOUNTS, json={"resource": world.link("resources", "climate-hpc"), "type": "night"}).json()
    owner.delete(account["url"])

    [made] = world.requests(operation="robot_accounts.create", caller="olga")
    assert (made["status"], made["body"]["type"]) == (201, "night")
    assert world.requests(status=403) == []
    assert [(one["method"], one["url"], one["status"]) for one in world.snapshot()] == [
        ("POST", ACCOUNTS, 201),
        ("DELETE", f"{ACCOUNTS}<robot-account:1>/", 204),
    ]


@pytest.mark.parametrize("again", [1, 2])
def test_nobody_sees_what_another_test_does(world, again):
    staff = world.client("staff")
    accounts = staff.get(ACCOUNTS).json()
    assert len(accounts) == 6

    for account in accounts:
        assert staff.delete(account["url"]).status_code == 204

    assert staff.get(ACCOUNTS).json() == []
