"""Which language a document is in, told from its words of plain letters, which survive all damage.

What follows from it: which letters with accents to expect, the commonest first, and which quotes.
An unknown language costs nothing but certainty.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lodestone.repair.repertoire import EN

ENOUGH = 0.12
"""Share of the words that must be small words of the language."""
SAMPLE = 4_000
"""Characters that are looked at."""


@dataclass(frozen=True, eq=False)
class Language:
    """What a repair needs to know of a language."""

    code: str
    words: str
    """Small words that have plain letters only."""
    letters: str = ""
    """Letters beyond ASCII, the commonest first."""
    quotes: str = "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
    """The marks that open and close a quotation."""

    @property
    def dash(self) -> str:
        """The dash that it puts between blanks; nothing where there is no one custom."""
        return EN if self.code in SPACED_EN else ""

    @property
    def plain(self) -> bool:
        """Whether it is written without accents, so that a letter with one is odd."""
        return not self.letters


SPACED_EN = frozenset(
    ["de", "nl", "sv", "da", "nb", "fi", "et", "lt", "cs", "sk", "sl", "hr", "hu", "pl", "is"]
)
"""Languages that put an en dash between blanks."""
LOW_HIGH = "\N{DOUBLE LOW-9 QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}"
LOW_RIGHT = "\N{DOUBLE LOW-9 QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"

LANGUAGES: tuple[Language, ...] = (
    Language(
        "en",
        "the of and to in is that for it with as was on are by this be at from or have an has its will which but not "
        "they he she you we his her their more said would can been who when there new one all also into than about out",
    ),
    Language(
        "fr",
        "le la les de des du et en un une que qui dans pour sur pas par au aux est il ce sont plus avec ne se vous",
        "éèàêçùâîôûëïœüÿæ",
    ),
    Language(
        "de",
        "der die und das den von zu mit ist des auf ein eine nicht dem im sich auch es werden aus er bei nach oder",
        "üäößé",
        LOW_HIGH,
    ),
    Language(
        "es",
        "el la los las de del que y en un una por con para es se no su al lo como sus o este si ya",
        "óíáéñúü",
    ),
    Language(
        "pt",
        "o os as de do da dos das que e em um uma por com para se na no ao ou mais como foi sua seu pela pelo este "
        "esta isso ser ter quando sem mas tem foram janela novo nova arquivo ficheiro",
        "ãçáéóíêõúâàôü",
    ),
    Language(
        "it",
        "il lo la gli le di del della dei che e in un una per con non si da al sono come anche nel alla o questo se "
        "ma dal dalla nella sul sulla dello degli alle ai quando solo sia tra tutti essere stato pagina finestra "
        "impossibile nuova nuovo fare clic",
        "èàùòìéî",
    ),
    Language(
        "nl",
        "de het een van en in is dat op te voor met zijn niet aan er om door als worden ook bij naar of deze uw dit "
        "wordt kan kunt bestand pagina venster",
        "ëéïèóöü",
    ),
    Language(
        "fy",
        "it de en fan yn in is op mei foar net oan te dat hat wie ek oer troch nei by om dizze jo jins wurdt wurde "
        "nij nije as kin mar kinne",
        "âêûôúéë",
    ),
    Language(
        "sv",
        "och att det som en den av med till inte har om ett de var kan men vid eller detta din du vill ska sida sidan "
        "fil",
        "äåöé",
    ),
    Language(
        "da",
        "og det at en den af til er som med de ikke der et har om kan eller ved du dette din skal vil fra siden fil "
        "vindue",
        "øåæéö",
    ),
    Language(
        "nb",
        "og det er at en den av til som med de ikke har et om kan eller ved du dette din vil skal fra siden fil vindu "
        "hvis",
        "åøæéôò",
    ),
    Language(
        "fi",
        "ja on ei se kun tai joka ovat ole mutta kuin jos niin voi sen voidaan jotka vain olla oli kaikki sivu sivun "
        "ikkuna tiedosto tiedoston osoite valitse napsauta avaa uusi jotta kuten",
        "äöåšž",
    ),
    Language(
        "pl",
        "i w na z do nie jest to od przez dla po o jak za ale lub tym oraz ich tego jako tylko bez przed pod przy aby "
        "tej tych ten ta jego jej nowy nowa wszystkie plik pliki strony strona adres okno okna wybierz kliknij kiedy "
        "gdy albo lecz tak co kto nad roku",
        "ąłęóżśćńź",
        LOW_RIGHT,
    ),
    Language(
        "cs",
        "a v na je se to do pro jako ale nebo po od za tak pokud jsou by jen si ze byl byla bylo podle jejich tento "
        "tato toto tyto okno okna soubor soubory adresa kdy aby nad bez kde jeho pouze klikni roku",
        "íáéěýřčšžůúňťďó",
        LOW_HIGH,
    ),
    Language(
        "sk",
        "a v na je sa to do pre ako ale alebo po od za tak ak by len si zo nie pri nad pred bez tento tato toto ich "
        "jeho okno okna adresa ste vo bol bola bolo budete roku",
        "áíéýčšžúľťňôďäóŕĺ",
        LOW_HIGH,
    ),
    Language(
        "hu",
        "a az egy nem hogy is ez ha meg vagy de csak van volt ezt lehet mint el ki be fel ezek azt ennek amely "
        "illetve minden ablak oldal oldalak kell kattintson gomb szerint majd alatt",
        "áéíőöüóűú",
        LOW_RIGHT,
    ),
    Language(
        "ro",
        "de la cu un o pe nu este din care mai sau dac prin ca pentru sunt al ale acest acestei aceste unui unei cum "
        "dar alte tot pagina fereastra nou numele fost",
        "ăîțșâţş",
        LOW_RIGHT,
    ),
    Language(
        "hr",
        "i u na je se za da od s ne su koji ili kao iz po bi ako to koja kako kada samo vam vas ovaj ova ovo ove "
        "stranica stranice prozor datoteka datoteke prikaz nije nisu bez prije nakon kroz sve svi svoj ste smo bio "
        "bila ima",
        "čćšžđ",
        LOW_RIGHT,
    ),
    Language(
        "sl",
        "in v na je se za da ne so ki ali kot pri po bi tudi iz kar samo vam ta te tega brez pred nato lahko ni niso "
        "bil bila ima ob med okno okna stran strani datoteka izbrana izberite kliknite",
        "čšžćđ",
        LOW_HIGH,
    ),
    Language(
        "tr",
        "ve bir bu da de ile olarak daha ya sonra olan gibi kadar en ne sayfa sayfada dosya pencere yeni adres "
        "eklenti olabilir sadece hata kullan etmek var yok veri",
        "ışüğçöİâî",
    ),
    Language("az", "bu bir ilə da olan olaraq sonra daha ya amma", "əışüöğçİ"),
    Language(
        "lt",
        "ir yra kad su tai kaip bet ar apie bus arba jei nuo iki per prie nes tik buvo savo taip pat visi visos "
        "puslapio langas lango failas failo adresas naudoti galite norite pasirinkite nustatymai metu",
        "ėšąųįūžčę",
        LOW_HIGH,
    ),
    Language(
        "lv",
        "un ir no ar par uz ka vai bet kas tiek lai pie nav bez tikai jau pirms var lapas lapa faila logs adrese "
        "datoru izmantot jums viss visas savu kad",
        "āīēšūņļžčģķ",
    ),
    Language(
        "et",
        "ja on ei et see kui ka oma mis aga ning selle kas vaid seda nii siis fail faili leht lehe aken akna aadress "
        "vali uue uus saab oli",
        "äõüöšž",
        LOW_HIGH,
    ),
    Language(
        "ca",
        "el la els les de del que i en un una per amb es no al com ha si aquest o als dels aquesta fitxer finestra "
        "pot podeu",
        "óéàèíçòúïü",
    ),
    Language("gl", "o a os as de do da que e en un unha por con para non ao na no se", "óéíáúñ"),
    Language("eu", "eta da ez ere bat du dira hau dute egin baina edo izan nahi duzu ditu dago baino", "ñü"),
    Language("ga", "agus an na ar i go le is do ag a ina seo sin", "áíéúó"),
    Language(
        "cy",
        "y yn a i o ar yr am ei gan hyn wedi ac mae bod nad nid eich ydy yw gyda heb neu mewn hwn hon cliciwch agor "
        "ffeil tudalen dewis gosod",
        "ŵŷâôêîûï",
    ),
    Language(
        "is",
        "og er sem til um en ekki hann var eru vi a fyrir af hefur ef svo vera eftir yfir undir hvort allar allt nota "
        "velja",
        "áðíþóéöúæý",
        LOW_HIGH,
    ),
    Language("sq", "dhe me nga se por nuk i e n ka do ose kjo", "ëç", LOW_RIGHT),
    Language(
        "vi",
        "trong cho khi anh hay sau theo hai ra ta nhau xem tin qua tay thay nay xin ai gia chia trang nhanh trung "
        "tham chung",
        "àáôđạếảâêươấầậềệộớờợựọịủứửữìíòóùúãõĩũăắằặẻẽẹểễỉỏốồổỗởỡụừýỳỷỹỵẩẫẳẵ",
    ),
)
PLAIN = bytes(
    byte | 0x20 if 65 <= byte <= 90 else byte if 97 <= byte <= 122 or byte > 127 else 32
    for byte in range(256)
)
"""Small letters for capitals, blanks for all that is no letter; characters beyond ASCII stay in their word."""


@cache
def _members() -> dict[bytes, tuple[tuple[int, float], ...]]:
    found: dict[str, list[int]] = {}
    for number, language in enumerate(LANGUAGES):
        for word in {word for word in language.words.split() if len(word) > 1}:
            found.setdefault(word, []).append(number)
    return {
        word.encode(): tuple((number, len(numbers) ** -0.5) for number in numbers)
        for word, numbers in found.items()
    }


def _words(text: str) -> list[bytes]:
    return text[:SAMPLE].encode("utf-8", "surrogatepass").translate(PLAIN).split()


def _hits(words: list[bytes]) -> list[float]:
    members = _members()
    hits = [0.0] * len(LANGUAGES)
    for word in filter(members.__contains__, words):
        for number, weight in members[word]:
            hits[number] += weight
    return hits


def hits_of(text: str) -> list[float]:
    """How many small words of each language the text has, those of several languages counted in part."""
    return _hits(_words(text))


def language_of(text: str) -> Language | None:
    """The language, or None when the words do not tell.

    >>> language_of("The price of the metal rose").code
    'en'
    """
    words = _words(text)
    hits = _hits(words)
    best = max(range(len(LANGUAGES)), key=lambda number: (hits[number], -number))
    least = 1.5 if len(words) > 12 else 0.5
    return LANGUAGES[best] if hits[best] >= max(least, ENOUGH * len(words)) else None
