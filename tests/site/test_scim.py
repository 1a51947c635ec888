"""Does a running Tandem keep to SCIM 2.0, as scim2-tester judges it?"""

from __future__ import annotations

import httpx2
import pytest
from scim2_client.engines.httpx2 import SyncSCIMClient
from scim2_tester import Status, check_server
from sqlalchemy.orm import Session

from tandem.interop.scim import tokens
from tandem.models.timing import moment_of
from tandem.terms import Role
from tandem.web import db
from tests.cast import person
from tests.site.serving import Site

GOOD = {Status.SUCCESS, Status.COMPLIANT, Status.ACCEPTABLE}


def token_for(site: Site) -> str:
    """A token that an administrator of this site has made."""
    engine = db.engine_for(site.database)
    with Session(engine.execution_options(writes=True)) as session:
        ada = person(session, "Ada", "Admin", Role.ADMIN)
        session.flush()
        secret = tokens.make(session, "Acme", by_id=ada.id, now=moment_of(session))
        session.commit()
    engine.dispose()
    return secret


@pytest.mark.each_database
def test_a_running_site_passes_the_whole_judge(site: Site) -> None:
    site.flask("prepare")
    site.start()
    headers = {"Authorization": f"Bearer {token_for(site)}"}

    with httpx2.Client(base_url=f"{site.url}/scim/v2", headers=headers, timeout=30) as client:
        results = check_server(SyncSCIMClient(client))

    failed = [(row.title, row.reason) for row in results if row.status not in GOOD]
    assert failed == []
    assert len(results) > 50
