"""How do tests of the figures' screens look at a page and at a workbook?"""

from datetime import date
from io import BytesIO

from django.urls import reverse
from python_calamine import CalamineWorkbook

DAY = date(2026, 11, 20)


def get(client, name, query="", **kwargs):
    response = client.get(reverse(f"outcomes:{name}", kwargs=kwargs) + query)
    assert response.status_code == 200
    return response


def book_of(response) -> CalamineWorkbook:
    assert (
        response["Content-Type"]
        == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    return CalamineWorkbook.from_filelike(BytesIO(response.content))
