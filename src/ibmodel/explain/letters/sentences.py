"""The sentences of the letters: English, Latvian, and the rules that they rest on."""

from __future__ import annotations

from typing import Final

__all__ = ["MONTHS", "SENTENCES"]

#: The months in short, as they head a column.
MONTHS: Final = (
    ("Jan", "janv."),
    ("Feb", "febr."),
    ("Mar", "marts"),
    ("Apr", "apr."),
    ("May", "maijs"),
    ("Jun", "jūn."),
    ("Jul", "jūl."),
    ("Aug", "aug."),
    ("Sep", "sept."),
    ("Oct", "okt."),
    ("Nov", "nov."),
    ("Dec", "dec."),
)

_GRANT: Final[dict[str, tuple[str, str, tuple[str, ...]]]] = {
    "grant": ("Decision on the individual budget", "Lēmums par individuālo budžetu", ()),
    "budget": (
        (
            "The individual budget is money for the services in your child's support plan. From {first} to {last} it "
            "is {total}."
        ),
        (
            "Individuālais budžets (IB) ir nauda Jūsu bērna atbalsta plānā iekļautajiem pakalpojumiem. No {first} līdz "
            "{last} tā apmērs ir {total}."
        ),
        ("G-5", "D-4"),
    ),
    "granted": ("What is granted, and from which money", "Kas ir piešķirts un no kādas naudas", ()),
    "needed": (
        "The services of the plan together cost {needed} (the needed amount).",
        "Plāna pakalpojumi kopā maksā {needed} (IB nepieciešamais apmērs).",
        ("B-3",),
    ),
    "within": (
        (
            "Your child's share of the common money is {provisional} (the provisional amount). The plan does not cost "
            "more, so the project's money for it is {final} (the final amount)."
        ),
        (
            "Jūsu bērna daļa no kopējās naudas ir {provisional} (IB provizoriskais apmērs). Plāns nemaksā vairāk, "
            "tāpēc projekta nauda plānam ir {final} (IB galīgais apmērs)."
        ),
        ("B-1", "B-4"),
    ),
    "beyond": (
        (
            "Your child's share of the common money is {provisional} (the provisional amount). The plan costs more. "
            "What others do not need or did not spend is shared out among those who need more; your child gets {added} "
            "of it. In all, the project's money for the plan is {final} (the final amount)."
        ),
        (
            "Jūsu bērna daļa no kopējās naudas ir {provisional} (IB provizoriskais apmērs). Plāns maksā vairāk. Naudu, "
            "kas citiem nav vajadzīga vai ir palikusi neiztērēta, sadala tiem, kam vajag vairāk; Jūsu bērnam no tās "
            "piešķir {added}. Projekta nauda plānam kopā ir {final} (IB galīgais apmērs)."
        ),
        ("B-1", "B-6"),
    ),
    "project": (
        "The project's money for the plan is {final} (the final amount).",
        "Projekta nauda plānam ir {final} (IB galīgais apmērs).",
        ("D-3",),
    ),
    "project_left": (
        "Of the project's money, {left} is not needed for this plan.",
        "No projekta naudas šim plānam nav vajadzīgi {left}.",
        ("F-5",),
    ),
    "sources": ("Where the money comes from", "No kurienes nāk nauda", ()),
    "source": ("Source", "Avots", ()),
    "amount": ("Amount", "Summa", ()),
    "source_project": ("Project", "Projekts", ()),
    "source_benefits": ("Benefits", "Pabalsti", ()),
    "source_public": ("State and municipality, for these services", "Valsts un pašvaldība šiem pakalpojumiem", ()),
    "source_other": ("Other money (such as your own)", "Cita nauda (piemēram, Jūsu pašu)", ()),
    "source_all": ("Together (the total amount)", "Kopā (IB kopējais apmērs)", ("B-8", "F-4")),
    "services": ("Which services, and in which month", "Kuri pakalpojumi un kurā mēnesī", ()),
    "services_how": (
        (
            "The most important service stands first. The table shows how many units of each service are paid for in "
            "each month."
        ),
        "Vispirms norādīts svarīgākais pakalpojums. Tabula rāda, cik katra pakalpojuma vienību katrā mēnesī apmaksā.",
        ("N-3",),
    ),
    "services_none": ("The plan has no services.", "Plānā nav pakalpojumu.", ()),
    "by_month": ("Units that are paid for, by month", "Apmaksātās vienības pa mēnešiem", ()),
    "service": ("Service", "Pakalpojums", ()),
    "units": ("Units", "Vienības", ()),
    "cost": ("They cost", "Tās maksā", ()),
    "together": ("Together", "Kopā", ()),
    "unit_price": ("{provider}; 1 {unit} costs {price}", "{provider}; 1 {unit} maksā {price}", ()),
    "no_provider": ("provider not named yet", "sniedzējs vēl nav norādīts", ()),
    "unit": ("unit", "vienība", ()),
    "left": (
        "{left} of the granted money is left over: for each service, less than one more unit costs.",
        "{left} no piešķirtās naudas paliek pāri: katram pakalpojumam mazāk, nekā maksā vēl viena vienība.",
        ("N-7",),
    ),
    "unfunded": ("What cannot be paid for, and why", "Ko nevar apmaksāt un kāpēc", ()),
    "all_funded": (
        "All units that the plan names are paid for.",
        "Tiek apmaksātas visas plānā norādītās vienības.",
        ("F-7",),
    ),
    "unmet": (
        "Of the {needed} that the plan costs, the money covers {total}; {unmet} is not covered.",
        "No plāna izmaksām {needed} nauda sedz {total}; nesegti paliek {unmet}.",
        ("B-11",),
    ),
    "why_surplus": (
        (
            "The reason: the plan costs more than your child's share, and what others leave over is not enough for "
            "everybody who needs more. It is shared out by the same rule for all. Other sources of money do not cover "
            "the rest either."
        ),
        (
            "Iemesls: plāns maksā vairāk par Jūsu bērna daļu, un naudas, kas paliek pāri citiem, nepietiek visiem, kam "
            "vajag vairāk. To sadala visiem pēc vienādiem noteikumiem. Arī citi naudas avoti pārējo nesedz."
        ),
        ("B-6", "B-8"),
    ),
    "why_project": (
        (
            "The reason: the project's money is less than the plan costs, and other sources of money do not cover the "
            "rest."
        ),
        "Iemesls: projekta naudas ir mazāk, nekā plāns maksā, un citi naudas avoti pārējo nesedz.",
        ("B-8", "B-11"),
    ),
    "tied": (
        (
            "{tied} of benefits or of money of state and municipality stays unused: it may only be spent on other "
            "services."
        ),
        (
            "{tied} no pabalstiem vai valsts un pašvaldības naudas paliek neizmantoti: tos drīkst tērēt tikai citiem "
            "pakalpojumiem."
        ),
        ("F-4",),
    ),
    "how_cut": (
        (
            "Money goes to the most important services first, as far as it may be used for them. Only whole units are "
            "paid for; units of the last months are left out first."
        ),
        (
            "Naudu vispirms piešķir svarīgākajiem pakalpojumiem, ciktāl to drīkst tiem izmantot. Apmaksā tikai veselas "
            "vienības; vispirms atkrīt pēdējo mēnešu vienības."
        ),
        ("N-3", "N-7"),
    ),
    "not_funded": ("Units that are not paid for", "Vienības, ko neapmaksā", ()),
    "planned_units": ("Units planned", "Plānotās vienības", ()),
    "paid_units": ("Paid for", "Apmaksātās", ()),
    "unpaid_units": ("Not paid for", "Neapmaksātās", ()),
    "not_covered": ("Not covered", "Nesegtā summa", ()),
    "left_over": ("Left over", "Paliek pāri", ()),
    "changes": ("What may be changed, and when", "Ko un kad var mainīt", ()),
    "missed": (
        (
            "Units missed for a good reason, such as illness, can be received in the months that remain, until {last}. "
            "What is not received is not paid for."
        ),
        (
            "Vienības, kas nav saņemtas attaisnojoša iemesla, piemēram, slimības, dēļ, var saņemt atlikušajos mēnešos "
            "līdz {last} Par nesaņemto nemaksā."
        ),
        ("C-7", "C-8"),
    ),
    "grounds": (
        (
            "Tell the social worker if your child's health or goals change, if a service is no longer available or "
            "would do harm, if its price changes, or if there is another reason to change the plan."
        ),
        (
            "Pastāstiet sociālajam darbiniekam, ja mainās bērna veselība vai mērķi, ja pakalpojums vairs nav pieejams "
            "vai var kaitēt, ja mainās tā cena vai ir cits iemesls mainīt plānu."
        ),
        ("R-3",),
    ),
    "what_follows": (
        (
            "If health is suddenly much better or worse, or goals change, your child is evaluated again and gets a new "
            "plan. Otherwise an equal service, or a listed one that is not paid for yet, takes its place within the "
            "same budget; if none can, your child is evaluated again."
        ),
        (
            "Ja veselība strauji uzlabojas vai pasliktinās vai ja mainās mērķi, bērnu izvērtē no jauna un sagatavo "
            "jaunu plānu. Citādi pakalpojumu tā paša budžeta ietvaros aizstāj ar līdzvērtīgu pakalpojumu vai ar tādu, "
            "kas ir sarakstā, bet vēl netiek apmaksāts; ja tas nav iespējams, bērnu izvērtē no jauna."
        ),
        ("R-4",),
    ),
    "review": (
        "The next evaluation is planned from {first} to {last}.",
        "Nākamā izvērtēšana ir paredzēta no {first} līdz {last}",
        ("N-5",),
    ),
    "review_closing": (
        "The closing evaluation is planned from {first} to {last}.",
        "Noslēguma izvērtēšana ir paredzēta no {first} līdz {last}",
        ("N-5",),
    ),
    "review_none": (
        "The plan ends on {last}. For the time after it, your child is evaluated again.",
        "Plāns beidzas {last} Laikam pēc tā bērnu izvērtē no jauna.",
        ("N-6",),
    ),
    "rights": ("Who decides, whom you can ask, and your rights", "Kas lemj, kam jautāt un kādas ir Jūsu tiesības", ()),
    "who_decides": (
        (
            "The ministry's team works out your child's share and the final amount; the social worker works out with "
            "you what the plan costs and which money pays for it."
        ),
        (
            "Bērna daļu un IB galīgo apmēru nosaka ministrijas komanda; to, cik plāns maksā un kura nauda to sedz, "
            "sociālais darbinieks aprēķina kopā ar Jums."
        ),
        ("B-9",),
    ),
    "ask": (
        "Your questions are answered by the social worker of your municipality.",
        "Uz Jūsu jautājumiem atbild Jūsu pašvaldības sociālais darbinieks.",
        ("D-5",),
    ),
    "contact": (
        "Your questions are answered by the social worker of your municipality: {contact}",
        "Uz Jūsu jautājumiem atbild Jūsu pašvaldības sociālais darbinieks: {contact}",
        ("D-5",),
    ),
    "choose": (
        (
            "You may choose who provides a service; provider and price are agreed with you. The social worker checks "
            "that the provider is qualified."
        ),
        (
            "Jūs varat izvēlēties, kas sniedz pakalpojumu; par sniedzēju un cenu vienojas ar Jums. Sociālais "
            "darbinieks pārbauda sniedzēja kvalifikāciju."
        ),
        ("N-4",),
    ),
    "another": (
        (
            "If a service is poor, you may ask for another provider. You may say what you think of a service, make "
            "proposals and complain about it."
        ),
        (
            "Ja pakalpojums ir slikts, varat lūgt citu sniedzēju. Par pakalpojumu varat izteikt viedokli, "
            "priekšlikumus un sūdzības."
        ),
        ("R-9",),
    ),
}

_REFUSAL: Final[dict[str, tuple[str, str, tuple[str, ...]]]] = {
    "refusal_children": (
        "The application to the individual budget pilot is refused",
        "Atteikums piedalīties individuālā budžeta izmēģinājumprojektā",
        (),
    ),
    "refusal_adults": (
        "The application to the individual budget pilot is refused",
        "Atteikums piedalīties individuālā budžeta izmēģinājumprojektā",
        (),
    ),
    "refusal_general": ("The individual budget is refused", "Atteikums piešķirt individuālo budžetu", ()),
    "refused_children": (
        (
            "Your application was received on {received}. Your child cannot take part in the pilot, because not every "
            "criterion is met. Criteria not met: {failed}."
        ),
        (
            "Jūsu iesniegums saņemts {received}. Bērns izmēģinājumprojektā piedalīties nevar, jo nav izpildīti visi "
            "kritēriji. Neizpildīto kritēriju skaits: {failed}."
        ),
        ("E-8",),
    ),
    "refused_adults": (
        (
            "Your application was received on {received}. You cannot take part in the pilot, because not every "
            "criterion is met. Criteria not met: {failed}."
        ),
        (
            "Jūsu iesniegums saņemts {received}. Jūs izmēģinājumprojektā piedalīties nevarat, jo nav izpildīti visi "
            "kritēriji. Neizpildīto kritēriju skaits: {failed}."
        ),
        (),
    ),
    "refused_general": (
        (
            "Your application was received on {received}. Your child cannot get an individual budget, because not "
            "every criterion is met. Criteria not met: {failed}."
        ),
        (
            "Jūsu iesniegums saņemts {received}. Individuālo budžetu bērnam piešķirt nevar, jo nav izpildīti visi "
            "kritēriji. Neizpildīto kritēriju skaits: {failed}."
        ),
        ("G-5",),
    ),
    "criteria": ("Every criterion, and why", "Visi kritēriji un pamatojums", ()),
    "criterion": ("Criterion", "Kritērijs", ()),
    "judged": ("What was checked", "Kas pārbaudīts", ()),
    "result": ("Result", "Vērtējums", ()),
    "why": ("Why", "Pamatojums", ()),
    "met": ("met", "izpildīts", ()),
    "not_met": ("not met", "nav izpildīts", ()),
    "open": ("cannot be decided yet", "vēl nevar izlemt", ()),
    "open_is_no_reason": (
        "What cannot be decided yet is no reason for this refusal. What is not known yet stands in the last column.",
        "Tas, ko vēl nevar izlemt, nav šā atteikuma iemesls. Kas vēl nav zināms, norādīts pēdējā ailē.",
        (),
    ),
    "short_children": (
        (
            "The disability commission is the state commission of physicians that determines disability. The "
            "deinstitutionalisation (DI) project develops services at home in place of institutions."
        ),
        (
            "VDEĀVK ir Veselības un darbspēju ekspertīzes ārstu valsts komisija, kas nosaka invaliditāti. DI projekts "
            "ir deinstitucionalizācijas projekts, kas attīsta pakalpojumus dzīvesvietā, nevis iestādēs."
        ),
        (),
    ),
    "short_general": (
        "The disability commission is the state commission of physicians that determines disability.",
        "VDEĀVK ir Veselības un darbspēju ekspertīzes ārstu valsts komisija, kas nosaka invaliditāti.",
        (),
    ),
    "short_adults": (
        "The pilot is for adults with a mental impairment.",
        "Izmēģinājumprojekts ir paredzēts pilngadīgām personām ar garīga rakstura traucējumiem (GRT).",
        ("W-1",),
    ),
    "remedies": ("Whom you can ask, and your rights", "Kam jautāt un kādas ir Jūsu tiesības", ()),
    "reasons_children": (
        (
            "The social service tells you in writing why each criterion is not met. A refusal gives its reasons, as "
            "the Administrative Procedure Law asks."
        ),
        (
            "Par katru neizpildīto kritēriju sociālais dienests rakstiski norāda iemeslu. Atteikumu pamato, kā to "
            "prasa Administratīvā procesa likums."
        ),
        ("E-8", "G-5"),
    ),
    "reasons_general": (
        "A refusal gives its reasons, as the Administrative Procedure Law asks.",
        "Atteikumu pamato, kā to prasa Administratīvā procesa likums.",
        ("G-5",),
    ),
    "contest_blank": (
        (
            "Where and by when this decision can be contested, the rules named below do not say. The social service "
            "writes it here: ________________________________"
        ),
        (
            "Kur un līdz kuram laikam šo lēmumu var apstrīdēt, tālāk minētajos noteikumos nav teikts. To šeit ieraksta "
            "sociālais dienests: ________________________________"
        ),
        (),
    ),
}

#: By name: the sentence in English and in Latvian, and the rules that it rests on.
SENTENCES: Final[dict[str, tuple[str, str, tuple[str, ...]]]] = {
    "addressee": ("To", "Kam", ()),
    "municipality": ("Municipality", "Pašvaldība", ()),
    "code": ("The child's code", "Bērna kods", ("A-11",)),
    "code_adults": ("Code of the application", "Pieteikuma kods", ()),
    "dated": ("Date", "Datums", ()),
    "dated_is": ("{dated}", "{dated}", ()),
    "contest": ("This decision can be contested: {contest}", "Šo lēmumu var apstrīdēt: {contest}", ()),
    "signature": ("Social worker (signature)", "Sociālais darbinieks (paraksts)", ()),
    "footnotes": ("Rules and where they stand", "Noteikumi un to avoti", ()),
    **_GRANT,
    **_REFUSAL,
}
