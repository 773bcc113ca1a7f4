"""The words that forms and tables use as labels, in English, Dutch and German; labels.py tells their meaning.

Data only. Each word is in the form of `labels.normal`: "E-mail adres" is "emailadres", "Straße" is "strasse".
Those of Facebook lead ads, HubSpot and the portals' exports are among them.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

WORDS: Final[Mapping[str, str]] = MappingProxyType({
    # The person
    "full": """
        name fullname nameinfull firstandlastname firstnamelastname contactname leadname requester
        naam volledigenaam voorenachternaam voornaamachternaam voornaamenachternaam
        achternaamenvoornaam contactperson contactpersoon aanvrager vollstandigername
        vollstaendigername vorundnachname vornamenachname vornameundnachname vornameundname
        ansprechpartner interessent customer client buyer klant kunde
    """,
    "first": "first firstname forename givenname christianname fname voornaam roepnaam vorname rufname",
    "last": "last lastname surname familyname lname achternaam familienaam nachname familienname zuname",
    "prefix": "tussenvoegsel tussenvoegsels voorvoegsel voorvoegsels tv infix namenszusatz",
    "middle": "middlename middleinitial secondname tweedenaam zweitername",
    "initials": "initials initialen voorletter voorletters",
    "salutation": "salutation aanhef anrede geslacht gender geschlecht title titel titulatuur",
    "company": """
        company companyname organisation organization business businessname employer bedrijf
        bedrijfsnaam firma firmanaam organisatie firmenname unternehmen
    """,
    # How to reach them
    "phone": """
        phone phonenumber phoneno phonenr telephone telephonenumber telephoneno tel telno telnr
        contactnumber contactphone callback callbacknumber daytimephone eveningphone dayphone
        primaryphone preferredphone telefoon telefoonnummer telefoonnr telefoonno telefonnummer
        telnummer terugbelnummer bereikbaarop telefon telefonnr rufnummer ruckrufnummer
        rueckrufnummer festnetz erreichbarunter fon whatsapp whatsappnumber whatsappnummer
    """,
    "mobile": """
        mobile mobilephone mobilephonenumber mobilenumber mobileno cell cellphone cellphonenumber
        cellnumber mobiel mobielnummer mobielenummer mobieltelefoonnummer mobieletelefoon
        mobieltelefoon telefoonmobiel gsm gsmnummer 06nummer mobieltje handy handynummer mobil
        mobilnummer mobilnr mobiltelefon mobilfunk mobilfunknummer telefonmobil phonemobile
        phonecell telefoonnummermobiel phonenumbermobile telefonnummermobil
    """,
    "home": """
        homephone homephonenumber homenumber phonehome telefoonthuis telefoonprive privetelefoon
        thuisnummer telefoonnummerthuis telefoonnummervast phonenumberhome vastetelefoon vastnummer
        telefoonvast telefonprivat privattelefon
    """,
    "work": """
        workphone workphonenumber worknumber businessphone officephone phonework telefoonwerk
        telefoonzakelijk zakelijktelefoonnummer werktelefoon telefongeschaftlich
        telefongeschaeftlich telefondienstlich diensttelefon
    """,
    "fax": "fax faxnumber faxnummer faxnr telefax",
    "email": """
        email emailaddress emailadress mail mailaddress emailid workemail personalemail eaddress
        emailadres mailadres emailklant mailadresse emailadresse
    """,
    # Where they live
    "street": """
        street streetaddress address addressline1 address1 fulladdress homeaddress postaladdress
        adres straat straatnaam straatenhuisnummer straathuisnummer straatnummer adresregel1
        woonadres adresse anschrift strasse strassehausnummer strasseundhausnummer strassenr
        strassehausnr strasseundnr
    """,
    "housenumber": """
        housenumber houseno huisnummer huisnr huisnummertoevoeging huisnummerentoevoeging hausnummer
        hausnr apartment apt addressline2 address2 toevoeging
    """,
    "postalcode": "postalcode postcode zip zipcode zippostalcode postalzip postkode plz postleitzahl",
    "city": """
        city town townorcity citytown place plaats woonplaats plaatsnaam stad gemeente
        postcodeplaats postcodewoonplaats postcodeenplaats postcodeenwoonplaats ort wohnort stadt
        plzort plzundort postleitzahlort
    """,
    "region": "region state province county stateregion stateprovince provincie regio bundesland kanton",
    "country": "country countryregion countryname land landnaam",
    # The car
    "wanted": """
        whichcar whichvehicle whichmodel whichcardoyouwant whichcarareyouinterestedin
        whichvehicleareyouinterestedin whichmodelareyouinterestedin modelofinterest welkeauto
        welkeautozoekje welkmodel inwelkeautobenjegeinteresseerd inwelkmodelbenjegeinteresseerd
        welchesfahrzeug welchesauto welchesmodell
        car vehicle vehicleofinterest carofinterest interestedin interest vehicleinterest carwanted
        wantedcar vehicledescription vehicletitle vehiclename listing listingtitle advert
        adverttitle advertisement ad auto voertuig wagen voertuigomschrijving gewensteauto
        interesseauto interessein advertentie advertentietitel occasion merkmodel merkenmodel
        merktype merkentype makemodel makeandmodel yearmakemodel fahrzeug fahrzeugbezeichnung
        fahrzeugtitel inserat inseratstitel anzeige anzeigentitel wunschfahrzeug interessean
        markemodell markeundmodell herstellermodell pkw bike motor product productname produkt
    """,
    "make": "make brand manufacturer merk automerk marke hersteller fabrikant",
    "model": "model modelname modelnaam modell modellbezeichnung modelvehicle",
    "trim": """
        trim trimlevel version variant derivative uitvoering uitvoeringtype versie ausstattung
        ausstattungslinie ausfuhrung ausfuehrung variante
    """,
    "type": "type typeaanduiding modeltype modeltyp typ",
    "year": """
        year modelyear yearofmanufacture registrationyear firstregistration bouwjaar bouwjr
        modeljaar jaar datumeerstetoelating eerstetoelating baujahr modelljahr jahr erstzulassung ez
    """,
    "price": """
        price askingprice listprice offerprice vehicleprice prijs vraagprijs verkoopprijs
        aanbiedingsprijs preis kaufpreis verkaufspreis angebotspreis bruttopreis
    """,
    "vin": "vin vinnumber chassisnumber chassisnummer fin fahrgestellnummer fahrzeugidentnummer vinnummer",
    "stock": """
        stock stockno stocknumber stocknr stockid vehicleid listingid advertid voorraadnummer
        voorraadnr advertentienummer advertentienr advertentieid objectnummer occasionnummer
        voertuignummer inseratsnummer inseratsnr inseratid anzeigennummer angebotsnummer
        fahrzeugnummer fahrzeugid internenummer
    """,
    "odometer": """
        odometer mileage miles kilometers kilometres km kmstand kilometerstand tellerstand
        kilometrage laufleistung kilometerlaufleistung
    """,
    "colour": "colour color exteriorcolor exteriorcolour kleur farbe aussenfarbe lackierung",
    "status": "condition newused neworused nieuwofgebruikt nieuwoccasion neugebraucht zustand",
    "plate": """
        plate licenseplate licenceplate numberplate registration registrationnumber regnumber regno
        vrm kenteken kentekennummer kennzeichen nummerschild
    """,
    "trade": """
        tradein trade tradeincar tradeinvehicle partexchange partex px currentvehicle currentcar
        yourcurrentcar inruil inruilauto inruilvoertuig inruilwagen teruilen inteuilenauto
        autoinruilen inruilen huidigeauto inzahlungnahme inzahlungnahmefahrzeug
        gebrauchtwageninzahlung altfahrzeug aktuellesfahrzeug
    """,
    # What they ask, whence, when
    "comments": """
        transcript chattranscript chat gesprek gespraeksverlauf chatverlauf
        comments comment message messagebody yourmessage customermessage question questions remark
        remarks note notes enquiry inquiry enquirytext description text body details
        additionalinformation bericht vraag vragen opmerking opmerkingen toelichting berichttekst
        boodschap notitie aanvullendeinformatie nachricht bemerkung bemerkungen anmerkung
        anmerkungen kommentar frage fragen mitteilung nachrichtentext ihrenachricht hinweis
    """,
    "source": """
        source leadsource originalsource leadprovider provider origin platform channel via portal
        bron herkomst leadbron kanaal afkomstigvan quelle leadquelle herkunft plattform kanal
    """,
    "requested_at": """
        date datetime dateandtime time timestamp created createdat createdon createdate createddate
        createdtime createtime creationdate submitted submittedat submittedon submissiondate
        submissiontime received receivedat receiveddate requestdate requestedat leaddate enquirydate
        inquirydate datum datumtijd datumentijd tijdstip datumaanvraag aanvraagdatum aangemaakt
        aangemaaktop ontvangen ontvangenop ontvangstdatum aangevraagdop leaddatum verzondenop
        datumuhrzeit datumundzeit zeitpunkt zeitstempel erstelltam eingegangen eingegangenam
        eingangsdatum anfragedatum anfragevom
    """,
    "id": """
        id leadid leadnumber leadno leadnr recordid contactid enquiryid enquirynumber enquiryno
        inquiryid requestid requestnumber reference referenceno referencenumber ref refno
        submissionid responseid leadnummer leadreferentie referentie referentienummer kenmerk
        onskenmerk aanvraagnummer aanvraagid dossiernummer anfragenummer anfragenr anfrageid
        referenz referenznummer vorgangsnummer
    """,
    "subject": """
        subject onderwerp betreff requesttype typeofrequest enquirytype leadtype soortaanvraag
        typeaanvraag aanvraagtype anfrageart artderanfrage
    """,
    "times": """
        besttime besttimetocall preferredtime preferredcontacttime beltijd bestetijd bestebeltijd
        bereikbaar wanneerbellen gewenstbelmoment besteerreichbarkeit erreichbarkeit besteanrufzeit
        ruckrufzeit
    """,
    # Whose lead it is, what the sender's own system notes of it, and what is for machines
    "vendor": """
        vendor vendorname dealer dealername dealership dealershipname seller sellername store branch
        vestiging vestigingsnaam autobedrijf dealerbedrijf aanbieder verkoper handler haendler
        handlername haendlername autohaus anbieter verkaufer verkaeufer filiale standort
        niederlassung
    """,
    "state": """
        leadstatus status stage lifecyclestage dealstage contactowner owner leadowner assignedto
        salesperson lastmodified lastmodifieddate lastmodifiedtime modified modifiedat updated
        updatedat lastactivity lastactivitydate lastcontacted numberoftimescontacted timescontacted
        leadeigenaar eigenaar laatstgewijzigd gewijzigdop toegewezenaan bearbeiter zuletztgeandert
        geandertam besitzer
    """,
    "machine": """
        adid adsetid campaignid formid pageid isorganic utmsource utmmedium utmcampaign utmterm
        utmcontent gclid fbclid ip ipaddress ipadres ipadresse useragent recaptcha sessionid
    """,
})  # fmt: skip
"""Meaning -> its words."""

HEADINGS: Final[Mapping[str, str]] = MappingProxyType({
    "person": """
        contactdetails contactinformation customerdetails customerinformation customerinfo customer
        yourdetails personaldetails personalinformation buyer lead leaddetails leadinformation
        prospect client klantgegevens contactgegevens persoonsgegevens persoonlijkegegevens
        gegevensklant gegevensaanvrager uwgegevens gegevensvandeklant klantinformatie klant aanvraag
        aanvraaggegevens leadgegevens kundendaten kontaktdaten personlichedaten persoenlichedaten
        kundeninformationen kontaktinformationen datendesinteressenten ihredaten kunde anfrage
        anfragedaten
    """,
    "wanted": """
        vehicledetails vehicleinformation vehicleinfo cardetails vehicleofinterest vehicle car
        voertuiggegevens autogegevens gegevensauto gegevensvoertuig gegevensvandeauto
        voertuiginformatie voertuig auto fahrzeugdaten fahrzeuginformationen angabenzumfahrzeug
        fahrzeug wunschfahrzeug
    """,
    "trade": """
        tradein tradeindetails tradeininformation tradeinvehicle tradeinvehicledetails partexchange
        partexchangedetails inruil inruilgegevens inruilauto inruilvoertuig gegevensinruil
        gegevensinruilauto gegevensinruilvoertuig inruilautogegevens inzahlungnahme
        inzahlungnahmefahrzeug fahrzeuginzahlungnahme datenzurinzahlungnahme
    """,
    "vendor": """
        dealerdetails dealerinformation dealershipdetails vendordetails sellerdetails dealergegevens
        gegevensdealer vestigingsgegevens bedrijfsgegevens gegevensaanbieder uwbedrijfsgegevens
        dealer dealership vendor handlerdaten haendlerdaten anbieterdaten verkauferdaten
    """,
    "details": "overig overigegegevens sonstiges other otherinformation",
})  # fmt: skip
"""Part of a form -> the headings under which it stands."""

PERSON: Final = frozenset({
    "full", "first", "last", "prefix", "middle", "initials", "salutation", "company",
    "phone", "mobile", "home", "work", "fax", "email",
    "street", "housenumber", "postalcode", "city", "region", "country",
})  # fmt: skip
"""Meanings that say who somebody is and how to reach them; of the vendor they begin with "vendor."."""

LEAD: Final = frozenset({"comments", "source", "requested_at", "id"})
CAR: Final = frozenset({
    "wanted", "make", "model", "trim", "type", "year", "price",
    "vin", "stock", "odometer", "colour", "status", "plate",
})  # fmt: skip
"""Meanings that say something of a car; of the one to be traded in they begin with "trade."."""

QUALIFIERS: Final[tuple[tuple[str, frozenset[str], str], ...]] = (
    (
        """
        tradeinvehicle tradeincar tradein trade partexchange currentvehicle currentcar
        inruilvoertuig inruilauto inruilwagen inruil huidigeauto inzahlungnahme altfahrzeug
        """,
        CAR,
        "trade.",
    ),
    (
        """
        dealership dealer vendor seller salesperson store branch vestiging autobedrijf aanbieder
        verkoper handler haendler autohaus anbieter verkaufer verkaeufer filiale
        """,
        PERSON,
        "vendor.",
    ),
    (
        """
        customer client contact buyer lead prospect your primary klanten klant koper aanvrager uw je
        jouw kunden kunde kontakt interessenten ihre ihr deine dein enquiry aanvraag anfrage
        """,
        PERSON | LEAD,
        "",
    ),
    (
        """
        vehicle car listing advert desired wanted voertuig auto advertentie gewenste gewenst
        fahrzeug inserats gewunschtes wunsch
        """,
        CAR,
        "",
    ),
)  # fmt: skip
"""Words before or after another, the meanings that they qualify, and what they make of these."""
