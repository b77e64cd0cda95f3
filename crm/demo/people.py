"""First and last names per country, in their own letters."""


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST_NAMES: dict[str, tuple[str, ...]] = {
    "NO": words(
        "Ingrid Solveig Astrid Silje Marit Bjørg Åse Kari Ragnhild Hege Tone Synnøve Guro Eldbjørg "
        "Ida Nora Thea Vilde Åshild Randi Unni Liv Gro Turid Kristin Anne Berit Siri Maren Hanne "
        "Ola Lars Bjørn Øystein Håkon Sindre Torbjørn Pål Kåre Åge Geir Trond Terje Jørgen Eirik "
        "Magnus Sverre Arne Øyvind Espen Ståle Rune Vegard Kjetil Gaute Knut Odd Sondre Tore Stian"
    ),
    "FI": words(
        "Aino Päivi Helmi Kaisa Riitta Hilkka Tuuli Sanna Outi Marjatta Eeva Minna Pirjo Anneli "
        "Satu Ilona Aada Venla Lempi Seija Tarja Katri Hanna Mervi Sirpa Jonna Heidi Emmi Maija Terhi "
        "Juhani Antti Väinö Matti Pekka Ilkka Jukka Mikko Timo Eero Heikki Jyrki Harri Kalle Onni "
        "Tapio Veikko Sampo Ville Yrjö Risto Petri Hannu Kimmo Aleksi Lauri Jouni Pertti Olavi Tuomas"
    ),
    "SE": words(
        "Åsa Märta Birgitta Elin Malin Frida Linnéa Gunilla Ebba Saga Ingegerd Karin Lovisa Ulrika "
        "Annika Agneta Eva Maja Alva Tove Kerstin Sofia Moa Hedda Cecilia Viveka Johanna Pia Siv Klara "
        "Göran Björn Jörgen Åke Sven Håkan Nils Gustav Fredrik Mats Olof Stig Anders Per Leif "
        "Lennart Kjell Rikard Ludvig Ragnar Bengt Viktor Jonas Oskar Henrik Mårten Sören Örjan Tomas Axel"
    ),
    "DK": words(
        "Kirsten Mette Bodil Hanne Inger Freja Josefine Rikke Dorthe Birthe Ane Karen Lærke Maja Signe "
        "Tove Gitte Lone Pernille Camilla Trine Helle Susanne Louise Anna Sofie Amalie Ditte Ulla Vibeke "
        "Søren Jørgen Kjær Niels Mads Rasmus Bent Poul Frederik Jens Mikkel Torben Asger Svend Aage "
        "Kristoffer Emil Villads Preben Flemming Bjarne Morten Lasse Kasper Anders Claus Ejnar Holger Ole "
        "Thorkild"
    ),
}

LAST_NAMES: dict[str, tuple[str, ...]] = {
    "NO": words(
        "Hansen Johansen Olsen Larsen Andersen Nilsen Kristiansen Berg Haugen Hagen Dahl Lunde Moen "
        "Bakken Solberg Strand Bakke Eide Lie Myhre Rønning Bøe Sørlie Ødegård Åsen Fjeld Nygård Sæther "
        "Hauge Aas Vik Brekke Tangen Sandvik Nesset Ruud Holm Vangen Hovland Tveit Skogen Haugland Breivik "
        "Ellingsen Kvam Fossum Thorsen Engen Løken Mæland Næss Øvrebø Sætre Kleven Grønlund Hjelle Lønning "
        "Bråten Dybdahl Egeland Folkestad Gjerde Heggelund Indrebø Jacobsen Knutsen Langeland Mykland "
        "Natvik Opsahl Pettersen Reinholdtsen Skjerve Tønnesen Ulriksen Vold Wærness Ytterdal Åmodt Østby "
        "Rødland Stokke Teigland Aune Birkeland Dalseth Furuseth Granerud Hellevik Isdal Kirkerud"
    ),
    "FI": words(
        "Korhonen Virtanen Mäkinen Nieminen Mäkelä Hämäläinen Laine Heikkinen Koskinen Järvinen Lehtonen "
        "Lehtinen Saarinen Salminen Heinonen Niemi Heikkilä Kinnunen Salonen Turunen Salo Laitinen Tuominen "
        "Rantanen Karjalainen Jokinen Mattila Savolainen Lahtinen Ahonen Ojala Leppänen Väisänen Hiltunen "
        "Kallio Miettinen Leinonen Pitkänen Aaltonen Manninen Hakala Koivisto Anttila Laaksonen Hirvonen "
        "Räsänen Lehto Laakso Toivonen Mustonen Aalto Rajala Peltonen Seppälä Pulkkinen Ylönen Äijälä "
        "Sjöblom Lindqvist Öhman Backström Högnäs Nyström Sundström Ekholm Kivelä Metsäranta Suokas "
        "Harjula Niinistö Pöllänen Rönkkö Tähtinen Vänskä Yli-Mattila Uusi-Kartano Kuusisto Haapala Törmänen"
    ),
    "SE": words(
        "Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson Lindberg "
        "Lindström Lindqvist Lundgren Bergström Sandberg Åberg Öberg Söderberg Sjöberg Sjögren Hägglund "
        "Nyström Björk Ekström Wallin Engström Forsberg Håkansson Åkesson Löfgren Hedlund Norén Åström "
        "Nordin Holmgren Blomqvist Dahlgren Malmström Strömberg Ångström Östlund Bäckman Granlund "
        "Kjellberg Rosén Sköld Törnqvist Viklund Ytterberg Zetterberg Ahlgren Brännström Carlén Dahlbäck "
        "Edlund Fältskog Grönvall Hellström Isaksson Jonsson Källström Ljungberg Månsson Näslund Oskarsson "
        "Palmqvist Rydberg Sundqvist Thelander Uddenberg Vretblad Wikström Åhlén Älvebrink Örnberg Lilja "
        "Stålhammar Ståhl"
    ),
    "DK": words(
        "Nielsen Jensen Hansen Pedersen Andersen Christensen Larsen Sørensen Rasmussen Jørgensen Petersen "
        "Madsen Kristensen Olsen Thomsen Christiansen Poulsen Johansen Møller Mortensen Knudsen Østergaard "
        "Kjær Nørgaard Søndergaard Bæk Lund Holm Skov Bjerregaard Kjeldsen Dahl Friis Bruun Juhl Krogh "
        "Toft Vestergaard Højgaard Ågård Ravn Munk Bech Brandt Winther Overgaard Damgaard Thygesen Hjort "
        "Lauridsen Steffensen Bøgh Clausen Dalsgaard Ejlersen Frandsen Grønbech Hvidtfeldt Iversen Juul "
        "Kirkegaard Ladefoged Mikkelsen Nygaard Odgaard Præstegaard Quist Rødgaard Sejersen Tønder Uldall "
        "Villadsen Worsøe Ørsted Aagesen Bak Fjeldsøe Gade Haugaard Lykkegaard Schjødt Svendsen"
    ),
}

# Letters that fall out of an e-mail address, as the names' owners write them there.
EMAIL_LETTERS = str.maketrans(
    {"å": "a", "ä": "a", "ö": "o", "ø": "o", "æ": "ae", "é": "e", "ü": "u", " ": ".", "'": ""}
)


def email_name(first: str, last: str) -> str:
    return f"{first}.{last}".lower().translate(EMAIL_LETTERS)
