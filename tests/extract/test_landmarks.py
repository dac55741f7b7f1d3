"""Places that only tell where another lies, or where those are whom a protest supports."""

import pytest


@pytest.mark.parametrize(
    "text,toponyms",
    [
        ("Farmers of Varzaneh, east of Isfahan, rallied on 5 May 2018.", "Varzaneh"),
        ("Farmers in Varzaneh, near Isfahan, rallied on 5 May 2018.", "Varzaneh"),
        ("Farmers rallied in Varzaneh (near Isfahan) for hours.", "Varzaneh"),
        ("Farmers in Varzaneh, 100 km from Isfahan, rallied on 5 May 2018.", "Varzaneh"),
        ("Farmers rallied in Varzaneh, about 100 kilometres south-east of Isfahan.", "Varzaneh"),
        ("Varzaneh, Iran. May 5, 2018. Farmers rally in Varzaneh, north of Isfahan", "Varzaneh"),
        ("کشاورزان در ورزنه در شرق اصفهان تجمع کردند.", "ورزنه"),
        ("کشاورزان در ورزنه در نزدیکی اصفهان تجمع کردند.", "ورزنه"),
        ("کشاورزان در ورزنه در حوالی اصفهان تجمع کردند.", "ورزنه"),
        ("کشاورزان در ورزنه، در ۱۰۰ کیلومتری اصفهان، تجمع کردند.", "ورزنه"),
        # Without another place, or as one of several, it is where it was.
        ("Farmers rallied near Isfahan on 5 May 2018.", "Isfahan"),
        ("Farmers rallied in Qom and near Isfahan on 5 May 2018.", "Qom Isfahan"),
        ("کشاورزان در حوالی اصفهان تجمع کردند.", "اصفهان"),
        ("Truckers in Sari rallied on 5 May 2018 in solidarity with teachers in Shiraz.", "Sari"),
        ("Truckers in Sari rallied in support of workers in Ahvaz, Qom and Arak.", "Sari"),
        ("Iran. Truckers in Sari rally in sympathy with teachers in Shiraz", "Sari"),
        ("رانندگان در رشت در همبستگی با معلمان در شیراز تجمع کردند.", "رشت"),
        ("In support of teachers, truckers rallied in Sari and Shiraz.", "Sari Shiraz"),
        ("Teachers of Qom rallied in Sari, in support of nurses, and in Arak.", "Sari Arak"),
    ],
)
def test_only_where_it_was(lying, text, toponyms):
    assert [event.toponym for event in lying(text)] == toponyms.split(), text


@pytest.fixture(scope="module")
def lying():
    from geodata.extract.events import Extractor
    from geodata.model import PlaceName, Report
    from tests.extract.conftest import names

    extractor = Extractor([*names(), PlaceName("ورزنه", "town")])
    return lambda text: extractor.events(Report(text))
