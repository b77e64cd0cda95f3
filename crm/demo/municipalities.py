"""What the registers write beside a town of crm.demo.places: its municipality, and its name in Swedish."""

# town: municipality (where it is called otherwise) and its number
NORWEGIAN = {
    town: (municipality or town, number)
    for town, municipality, number in (
        line.split("|")
        for line in """\
Oslo||0301
Bergen||4601
Trondheim||5001
Stavanger||1103
Drammen||3301
Kristiansand||4204
Fredrikstad||3107
Tromsø||5501
Sandnes||1108
Sarpsborg||3105
Skien||4003
Ålesund||1508
Sandefjord||3907
Haugesund||1106
Tønsberg||3905
Moss||3103
Porsgrunn||4001
Bodø||1804
Arendal||4203
Hamar||3403
Larvik||3909
Halden||3101
Lillehammer||3405
Molde||1506
Harstad||5503
Kongsberg||3303
Horten||3901
Gjøvik||3407
Mo i Rana|Rana|1833
Kristiansund N|Kristiansund|1505
Hønefoss|Ringerike|3305
Narvik||1806
Alta||5601
Elverum||3420
Lillestrøm||3205
Asker||3203
Sandvika|Bærum|3201
Steinkjer||5006
Grimstad||4202
Førde|Sunnfjord|4647
Kirkenes|Sør-Varanger|5605
Voss||4621""".split("\n")
    )
}

# town: its Swedish name (where it has one) and the number of its municipality
FINNISH = {
    town: (swedish or town, number)
    for town, swedish, number in (
        line.split("|")
        for line in """\
Helsinki|Helsingfors|091
Espoo|Esbo|049
Tampere|Tammerfors|837
Vantaa|Vanda|092
Oulu|Uleåborg|564
Turku|Åbo|853
Jyväskylä||179
Kuopio||297
Lahti|Lahtis|398
Pori|Björneborg|609
Kouvola||286
Joensuu||167
Lappeenranta|Villmanstrand|405
Vaasa|Vasa|905
Hämeenlinna|Tavastehus|109
Seinäjoki||743
Rovaniemi||698
Mikkeli|S:t Michel|491
Kotka||285
Salo||734
Porvoo|Borgå|638
Kokkola|Karleby|272
Hyvinkää|Hyvinge|106
Järvenpää|Träskända|186
Rauma|Raumo|684
Kajaani|Kajana|205
Kerava|Kervo|245
Savonlinna|Nyslott|740
Nokia||536
Kangasala||211
Riihimäki||694
Raasepori|Raseborg|710
Imatra||153
Raahe|Brahestad|678
Tornio|Torneå|851
Iisalmi|Idensalmi|140
Kemi||240
Varkaus||915
Valkeakoski||908
Pietarsaari|Jakobstad|598
Maarianhamina|Mariehamn|478
Kuusamo||305""".split("\n")
    )
}
