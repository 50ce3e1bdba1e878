"""Words with accents that English prose has: loans, names of people, of places, of firms; and how a word with lost
letters is found among them.

A list of what is common, so that a letter whose bytes are gone is read in its word and not by itself. Words stand
here once, whatever their case; a plural or a possessive needs no entry.
"""

from __future__ import annotations

import re
from functools import cache

from lodestone.repair.place import UNKNOWN, Place

LOANS = """
adiós année années après attaché à ångström blasé café canapé chargé château châteaux cliché crème crêpe décolleté
décor déjà détente développement doppelgänger entrée européen européenne exposé école économie économique économiques
élan électricité élite émigré éminence énergie époque équipement état états étude événement façade fédération fête
fiancé fiancée flambé français française führer für gâteau général générale généraux größe größte grüne habitué
håndbok höhe intérêt île jalapeño krónur länder maître manqué marché matériaux matinée mâché mémoire ménage mêlée
ministère müll naïve naïveté née niño noël nuée outré österreichische passé pâté piñata première protégé protégée
purée québécois réseau résumé risqué rôle sauté señor señora séance sécurité smörgåsbord société soirée soufflé
soupçon straße stratégique stratégiques tête touché très trésor über voilà
"""
PEOPLE = """
Adrián André Andrés Angélica António Antônia Antônio Araújo Arsène Assunção Aurélie Aurélien Álvarez Ángel Ángela
Ávila Åberg Åke Åsa Åström Balázs Bárbara Bäckström Beltrán Benavídez Benítez Benoît Bermúdez Béatrice Bérénice Björk
Björn Bolaños Borgström Böhm Börje Brûlé Büchner Calderón Castañeda Cáceres Cárdenas Cécile Céline César Chávez Chloé
Cláudio Clément Colón Conceição Cortés Córdova Dániel Dávila Déby Désirée Díaz Domínguez Durán Dvořák Erdoğan Eugène
Élodie Émile Éric Étienne Fabián Fábio Fernández Félix Flávio Förster François Françoise Frédéric Fröhlich Gabriël
Galán García Gábor Géraldine Gérard Gonçalo Gonçalves González Gómez Göran Göransson Grégoire Grün Guimarães Gutiérrez
Guzmán Günter Günther Günthner Håkan Henríquez Hernández Hervé Héctor Hélène Inácio Inés Iñaki Iñigo Irène István
Ivanović Iván Jäger Jesús Jérôme Jiménez Joaquín João José Josée Jovanović Jörg Jörgen Julián Jürgen Jørgen Karadžić
Kärcher Käthe Kjær Kovač Kovács Kováč Köhler König Krüger Kühn László León Léa Léon Lourenço Löfgren Löfven Lucía Luís
Luíza Lukić Macías Magalhães Marchán Marián María Marín Marković Martín Martínez Maurício Márcia Mário Mátyás Mejía
Mélanie Méndez Michał Mikaël Milošević Mónica Möller Muñoz Müller Møller Nadège Nicolás Nikolić Noémie Núñez Núria
Orbán Ólafur Óscar Öberg Özdemir Özgür Öztürk Patrícia Pál Peláez Peña Petrović Pérez Péter Piñera Preuß Pröll
Quiñones Ramírez Ramón Raphaël Raúl René Renée Rémi Rémy Rincón Ríos Rodríguez Römer Rubén Saïd Sánchez Schäfer
Schäuble Schröder Sébastien Ségolène Sérgio Sigurðsson Simón Simões Sjöberg Sjöström Sofía Solène Stéphane Stéphanie
Strauß Suárez Søren Sørensen Šimić Škoda Tamás Théo Théodore Thérèse Tomás Tomáš Uğur Valdés Valérie Vásquez Vázquez
Velázquez Véronique Vinícius Víctor Voß Völler Wałęsa Weiß Wörner Yáñez Yılmaz Zoë Zoltán Zürcher Ørsted Østergaard
Đoković Łukasz
"""
PLACES = """
Amapá Araçuaí Aragón Araxá Asunción Áncash Ängelholm Åland Ålesund Åre Århus Bahía Bayóvar Belém Bełchatów Białystok
Biobío Bogotá Brasília Brașov Braşov București Bucureşti Cádiz Ceará Chillán Chișinău Concepción Copiapó Córdoba Côte
Cuiabá Culiacán Curaçao Čačak Čapljina Durrës Düsseldorf Eskişehir Española Estación Évora Évry Florianópolis
Gällivare Gävle Gdańsk Genève Goiás Goiânia Göteborg Göttingen Grünheide Güemes Győr Hämeenlinna Helsingør Herøya Iași
İstanbul İzmir Jämtland Jõgeva Junín Kärnten Kärr Košice Kópavogur Köln Kraków København Kłodawa Lääne Liège Linköping
Luleå Lübeck Lüneburg Macapá Malmö Malmø Maranhão Maringá Mayagüez Málaga Mälaren Medellín Mérida México Michoacán
Minaçu Montréal Mosjøen Mönchengladbach München Münster Nagyvárad Neuchâtel Neuquén Niterói Nîmes Norrköping Nürnberg
Ñuble Ñuñoa Orléans Ostrów Örebro Öresund Örnsköldsvik Österreich Östersund Panamá Paraíba Paraná Pará Perú Piauí Piła
Plzeň Poços Potosí Poznań Puławy Pyrénées Querétaro Québec Reykjavík Réunion Rhône Ribeirão Río Rondônia Rosário
Saarbrücken Saône Sámi Sápmi São Sillamäe Skellefteå Småland Södertälje Suède Sønderborg Šiauliai Šibenik Škofja
Špindlerův Tapajós Toruń Tórshavn Tromsø Trøndelag Tucumán Tübingen Türkiye Uberlândia Umeå Ústí Valparaíso Värmland
Västerås Växjö Vélizy Vitória Vlorë Wałbrzych Wrocław Würzburg Xingú Yucatán Zürich Žilina Øresund Østfold Łomża Łódź
"""
FIRMS = """
Académie Agência Asociación Beyoncé Börse Börsen Bürgerschaft Citroën Comisión Compañía Crédit Energía Estée Échos
Électrique Élysée Équipe Fédérale Fundación Geológico Grüner Häagen Hermès Imérys Industriële Oréal Lancôme
Metalúrgica Métaux Métropole Mineração Minería Minéraux Minière Ministério Moët Mövenpick Nestlé Österreichischer
Peñoles Pokémon Républicain République Röchling Siderúrgica Süd Süddeutsche Tecnología Técnica Técnico TÜV Université
Vítkovice Würth
"""
HIDDEN = "."
"""What stands for a letter with an accent where words are compared."""
BEYOND = re.compile(r"[^\x00-\x7f]")


@cache
def _words() -> dict[str, tuple[tuple[str, str], ...]]:
    """By what stands before a letter with an accent: the letter, and what stands after it; accents are hidden."""
    found: dict[str, dict[tuple[str, str], None]] = {}
    for word in f"{LOANS} {PEOPLE} {PLACES} {FIRMS}".lower().split():
        for here in BEYOND.finditer(word):
            before, after = (BEYOND.sub(HIDDEN, part) for part in (word[: here.start()], word[here.end() :]))
            found.setdefault(before, {})[here.group(), after] = None
    return {before: tuple(words) for before, words in found.items()}


def spelt(letter: str, place: Place) -> bool:
    """Whether this small letter makes the word at the place one of the list; letters that are not read yet fit any.

    >>> spelt("\\N{LATIN SMALL LETTER U WITH DIAERESIS}", Place("Zoe M", "ller"))
    True
    """
    head, tail = place.left_word, place.right_word
    rest = BEYOND.sub(HIDDEN, tail.lower())
    open_end = place.right[len(tail) : len(tail) + 1] == UNKNOWN
    return any(
        letter == here
        and (after in (rest, rest.removesuffix("s")) or (open_end and after.startswith(rest + HIDDEN)))
        for here, after in _words().get(BEYOND.sub(HIDDEN, head.lower()), ())
    )
