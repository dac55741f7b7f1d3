"""How English reports say it: sentence by sentence, what was done, who did it, or nothing.

The words alone are tried here, without places and days: `deeds` and `actor` read a sentence
as they do inside a report.
"""

import pytest

from geodata.extract.actors import actor
from geodata.extract.lexicon import Lexicon
from geodata.extract.page import Page, Passage
from geodata.extract.terms import chief, deeds

LEXICON = Lexicon([])

DONE = {
    "strike": (
        "Welders downed tools at the tank farm.",
        "The night shift walked off the job at the sugar mill.",
        "Loader drivers refused to start work on Saturday.",
        "Ticket clerks did not turn up for work this morning.",
        "Metro staff did not report for duty at dawn.",
        "Lorry owners kept their lorries parked for a week.",
        "Bus crews parked their buses at the depot and went home.",
        "Crane drivers switched off their machines at noon.",
        "Cab drivers took no passengers all morning.",
        "Tanker drivers refused to load at the fuel depot.",
        "Teachers stayed away from their classrooms on Tuesday.",
        "Pupils boycotted their exams in protest.",
        "Miners refused to go underground after the collapse.",
        "Nurses refused overtime on every ward.",
        "Textile workers are still on strike over back pay.",
        "The walkout brought production to a standstill at the tyre plant.",
        "Road sweepers laid down their tools.",
        "Train crews came out on strike for better pay.",
        "Lecturers walked out of their classes.",
        "Port workers idled the cranes.",
        "Dock hands declined to load.",
        "Work stopped at noon when the fitters left their machines.",
        "Port labourers have been on strike since Monday.",
        "Pipeline crews stopped digging and asked for their wages.",
    ),
    "shop_closure": (
        "Goldsmiths kept their shutters down all day.",
        "The shutters came down along the main street at noon.",
        "Cloth sellers pulled down their shutters.",
        "The carpet bazaar stayed shut.",
        "Fruit sellers closed for business on Sunday.",
        "Shops and restaurants did not open.",
        "Butchers shut up shop over the price of meat.",
        "Traders in the old bazaar refused to open.",
        "Bakers let their ovens go cold.",
        "Most stores remained closed for the third day.",
    ),
    "rally": (
        "Pensioners lined up outside the fund's office.",
        "Depositors massed in front of the court.",
        "Villagers took to the streets after dark.",
        "Hundreds of people poured into the streets.",
        "Crowds streamed onto the streets of the old town.",
        "Women took off their headscarves and waved them.",
        "Students held up banners on the campus.",
        "Farmers dumped their tomatoes at the governor's door.",
        "Retired teachers spread empty tablecloths on the pavement.",
        "Nurses formed a human chain around the hospital.",
        "Graduates burned their diplomas at the gate of the smelter.",
        "Drivers honked their horns outside the transport office.",
        "Home buyers assembled at the builder's office.",
        "Contract staff picketed the head office.",
        "Tenants took their complaint to the town hall.",
        "Midwives staged a vigil at the ministry's door.",
        "Telecom technicians carried placards about their contracts.",
        "They did not strike but assembled in the courtyard.",
        "Hundreds demonstrate over the price of bread.",
        "Worshippers came out after dark and chanted.",
    ),
    "march": (
        "Pensioners marched along the river to the fund.",
        "Steelworkers paraded with drums.",
        "Students marched across the campus.",
        "Hundreds walked through the streets in silence, and marched back at dusk.",
        "Teachers walked in procession to the parliament.",
    ),
    "sit_in": (
        "Laid-off workers pitched tents at the factory gate.",
        "Students occupied the faculty building.",
        "Pensioners sat down on the steps of the fund.",
        "Miners refused to leave the pit.",
        "Job-seekers slept outside the refinery for a week.",
        "Workers camped in the yard of the paper mill.",
        "Parents sat on the ground in the corridor.",
        "Dismissed tram drivers spent the night in front of the town hall.",
    ),
    "blockade": (
        "Farmers parked their tractors across the road.",
        "Villagers sat on the tracks and held up a freight train.",
        "Residents burned tyres and closed the highway.",
        "Locals built barricades at both ends of the bridge.",
        "Fishermen barred the entrance of the fish market with nets.",
        "Job-seekers chained the gate of the gas refinery.",
        "Rice farmers obstructed the coastal road.",
        "People rolled boulders onto the road.",
        "Workers cut the railway line with sleepers.",
        "Protesters lay down on the road and let no lorry through.",
    ),
    "hunger_strike": (
        "Three inmates sewed their lips together.",
        "Prisoners refused their meals.",
        "Two detained teachers went without food for a week.",
        "A jailed lawyer has stopped eating; she began a hunger strike on Friday.",
        "Inmates of the women's ward sent back their breakfast.",
        "Fourteen prisoners are on a dry hunger strike.",
    ),
    "clash": (
        "Youths threw stones at officers in the square.",
        "Villagers scuffled with guards of the mining company.",
        "Protesters fought with plainclothes men near the bridge.",
        "Running battles went on until midnight.",
        "The crowd pelted riot police with bricks.",
        "Students drove back security forces at the gate.",
    ),
    "property_attack": (
        "A crowd set the bank alight.",
        "Young men torched a police kiosk.",
        "Angry people stormed the governorate.",
        "Rioters broke down the gate of the municipality.",
        "Youths threw Molotov cocktails at a Basij base.",
        "A mob smashed the windows of two bank branches.",
        "Protesters ripped down posters of the leader.",
        "Demonstrators ransacked the company's offices.",
    ),
}

WHO = {
    "truckers": ("Hauliers parked their trucks.", "Tipper drivers went on strike."),
    "transport": (
        "Minibus owners rallied at the terminal.",
        "Air traffic controllers stopped work.",
        "Workers of the metro company protested.",
        "Stevedores downed tools.",
    ),
    "oil_gas": (
        "Roughnecks walked off the rig.",
        "Scaffolders at the methanol plant went on strike.",
        "Workers of the National Iranian Drilling Company rallied.",
    ),
    "utilities": (
        "Substation operators protested.",
        "Staff of the regional water company rallied.",
        "Meter readers stopped work.",
    ),
    "steel": (
        "Workers of the aluminium smelter protested.",
        "Foundrymen walked out.",
        "IRALCO workers rallied.",
    ),
    "sugarcane": (
        "Workers of the Karun agro-industry went on strike.",
        "Cane harvesters downed tools.",
        "Haft Tappeh Sugarcane staff rallied.",
    ),
    "mining": (
        "Workers of the Sungun copper mine rallied.",
        "Colliers stayed above ground.",
        "Gol Gohar workers protested.",
        "Men of the quarry and quarry workers struck for pay.",
    ),
    "manufacturing": (
        "Workers of Iran Khodro Diesel went on strike.",
        "Brickworkers walked off.",
        "Cannery workers rallied.",
        "Staff of the glassworks protested.",
    ),
    "construction": (
        "Plasterers stopped work.",
        "Workers of the tunnel project protested.",
        "Steel fixers downed tools.",
    ),
    "telecom": (
        "Rural telecom agents rallied.",
        "TCI technicians protested.",
        "Call centre workers walked out.",
    ),
    "farmers": (
        "Onion growers protested.",
        "Shepherds blocked the road.",
        "Greenhouse owners rallied.",
    ),
    "merchants": (
        "Money changers shut their shops.",
        "Hawkers rallied at the town hall.",
        "Grocers protested.",
        "Kulbars gathered at the border post.",
    ),
    "investors": (
        "Caspian depositors protested.",
        "Flat purchasers rallied.",
        "Buyers of cars gathered at the showroom.",
        "Small shareholders protested.",
    ),
    "municipal": (
        "Dustmen went on strike.",
        "Firemen rallied.",
        "Gravediggers stopped work.",
        "Workers of the parks organisation protested.",
    ),
    "teachers": (
        "Headteachers walked out.",
        "Literacy movement teachers rallied.",
        "Adjunct lecturers protested.",
    ),
    "health": (
        "Radiographers rallied.",
        "Hospital orderlies went on strike.",
        "Junior doctors walked out.",
        "Ambulance crews protested.",
    ),
    "public_employees": (
        "Postmen went on strike.",
        "Registry office staff rallied.",
        "Bank tellers protested.",
        "Court clerks stopped work.",
    ),
    "students": (
        "Undergraduates marched.",
        "Dormitory residents protested.",
        "High school girls chanted slogans.",
    ),
    "residents": (
        "Slum dwellers blocked the road.",
        "Flood-hit families rallied.",
        "Townsfolk protested.",
    ),
    "prisoners_families": (
        "Relatives of those arrested gathered at the court.",
        "Mothers of the executed rallied.",
        "Death row convicts refused food.",
    ),
    "general_public": (
        "Anti-government demonstrators marched.",
        "Worshippers chanted slogans.",
        "An angry crowd took to the streets.",
    ),
    "other": (
        "Boat owners protested at the harbour.",
        "Wheelchair users rallied.",
        "Theatre actors protested.",
    ),
    "retirees": (
        "Telecom pensioners rallied.",
        "Retired miners marched.",
        "Pensioned railway staff protested.",
    ),
    "unemployed": (
        "Jobless engineers gathered at the refinery.",
        "Recruitment applicants protested.",
        "Out of work graduates rallied.",
    ),
}

NOTHING = (
    "Truckers might strike if the fare stays as it is.",
    "Nurses want to strike for better pay.",
    "The union asks whether to strike or to wait.",
    "Teachers intend to stage a rally at the ministry.",
    "Bakers could close shops on Thursday.",
    "Drivers must strike, the leaflet says.",
    "Workers vowed to walk out unless they are paid.",
    "The strike was put off for a week.",
    "A protest is to be held in front of the fund.",
    "There was no protest and no strike in the town.",
    "The march never took place.",
    "The strike video is years old.",
    "It is a hoax: the demonstration was filmed in another country.",
    "Nobody demonstrated, and the rally did not take place.",
    "The workers decided against a strike.",
    "A candle was lit on the anniversary of the protests.",
    "Pilgrims walked for days to the shrine for the Arbaeen march.",
    "Thousands joined a pro-government rally.",
    "Crowds burned American flags at the march.",
    "Supporters cheered at an election rally.",
    "The striker scored twice before the final whistle.",
    "Fans marched to the stadium.",
    "Tehran shares rallied, and the main index rose.",
    "Gold and oil prices rallied.",
    "A drone strike hit a convoy.",
    "The navy kept up a naval blockade.",
    "Two students were expelled for taking part in the protests.",
    "A teacher was charged with organising a strike.",
    "French railway workers are on strike.",
    "Iraqi teachers marched through Basra.",
    "The two ministers struck a deal.",
    "The party hopes to strike a balance.",
    "A villager was struck by lightning.",
    "They rallied behind the coach.",
    "The march of time spares nobody.",
    "Police closed the road to the cemetery.",
    "Heavy snow blocked the mountain road.",
    "The road was blocked by a landslide.",
    "Officials gathered information about the mine.",
    "The museum demonstrated how paper was made.",
    "The deputy walked out of the meeting.",
    "The shop is closed for the holiday.",
    "The bill to block websites passed.",
    "The union has the right to strike.",
    "Students sat in class as usual.",
    "Officials denied that a strike had taken place at the smelter.",
    "Nurses gave notice of a strike.",
    "The president addressed a rally in the stadium square.",
    "The mayor said that the rally would not be tolerated.",
    "Bakers will go on strike next Tuesday.",
)


def whole(text: str) -> Passage:
    return Page(text, LEXICON).passage(0, len(text))


def pairs(table: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(code, sentence) for code, sentences in table.items() for sentence in sentences]


@pytest.mark.parametrize("action,sentence", pairs(DONE))
def test_what_was_done(action: str, sentence: str):
    done, reason = deeds(whole(sentence))
    assert done, reason
    assert chief(done).action == action


@pytest.mark.parametrize("sector,sentence", pairs(WHO))
def test_who_did_it(sector: str, sentence: str):
    passage = whole(sentence)
    done, reason = deeds(passage)
    assert done, reason
    told = actor(passage, done)
    assert told is not None
    assert told.sector == sector


@pytest.mark.parametrize("sentence", NOTHING)
def test_no_protest(sentence: str):
    done, _ = deeds(whole(sentence))
    assert not done
