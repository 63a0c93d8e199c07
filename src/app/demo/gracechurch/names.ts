import type { Homes, People } from '../demo-church.js'

const list = (names: string): readonly string[] => names.trim().split(/\s*,\s*/)

/** Yoruba and Igbo families, others from all over Nigeria and its neighbours, and a few from Europe. */
export const peoples: readonly People[] = [
  {
    share: 40,
    female: list(`
      Abimbola, Adebisi, Adenike, Adeola, Aderonke, Anuoluwapo, Bisola, Bukola, Damilola, Folake, Folashade, Funke,
      Ibukun, Iyabo, Kehinde, Modupe, Morenike, Mojisola, Olufunmilayo, Omolara, Ronke, Simisola, Temitope, Titilayo,
      Yetunde, Deborah, Esther, Hannah, Lydia, Ruth`),
    male: list(`
      Adebayo, Adekunle, Ademola, Adewale, Akinwale, Ayodele, Babajide, Babatunde, Damola, Femi, Gbenga, Kayode, Kolawole,
      Kunle, Olamide, Olatunji, Olumide, Oluwaseun, Rotimi, Segun, Taiwo, Tobiloba, Tokunbo, Tunde, Wale, Caleb, Daniel,
      Ezekiel, Joshua, Samuel`),
    last: list(`
      Abiodun, Adegoke, Adeleke, Adesanya, Adeyemi, Afolabi, Agbaje, Ajayi, Akande, Akinola, Alabi, Aluko, Awolowo,
      Ayinde, Balogun, Bamidele, Bankole, Dada, Fashola, Fayemi, Ige, Lawal, Odunsi, Ogunbiyi, Ogunleye, Ojo, Okunola,
      Oyelaran, Salako, Sowande`),
  },
  {
    share: 36,
    female: list(`
      Adaeze, Adaobi, Amarachi, Chiamaka, Chidinma, Chinenye, Chioma, Ebele, Ekene, Ifeoma, Ijeoma, Kosisochukwu,
      Ngozi, Nkechi, Nneka, Nwakaego, Obiageli, Oluchi, Somto, Uchenna, Ugochi, Uju, Blessing, Favour, Joy, Peace,
      Precious, Rejoice, Sarah, Treasure`),
    male: list(`
      Arinze, Azubuike, Chibuike, Chidi, Chijioke, Chinedu, Chukwuemeka, Ebuka, Emeka, Ikechukwu, Ikenna, Izuchukwu,
      Kenechukwu, Nduka, Nnamdi, Obinna, Okechukwu, Onyekachi, Tochukwu, Uche, Uzoma, David, Elijah, Godwin, Israel,
      Paul, Promise, Simeon, Solomon, Sunday`),
    last: list(`
      Agu, Akabueze, Anyanwu, Chukwu, Duru, Ekwueme, Eze, Ezeani, Ibe, Igwe, Ikpeazu, Madu, Mbah, Njoku, Nnadi,
      Nwachukwu, Nwankwo, Nwosu, Obi, Obiora, Odili, Okafor, Okeke, Okonkwo, Okoro, Onuoha, Onwudiwe, Udeh, Ugwu,
      Umeh`),
  },
  {
    share: 18,
    female: list(`
      Aisha, Amina, Asabe, Efe, Ekaette, Eno, Hadiza, Idara, Itohan, Ladi, Osas, Osarugue, Rahila, Talatu, Tari, Ufuoma,
      Abla, Delali, Essi, Mawuena`),
    male: list(`
      Audu, Bala, Danjuma, Ebiowei, Edet, Efosa, Ehigie, Habila, Ime, Musa, Osagie, Osaze, Preye, Sule, Tamuno, Ubong,
      Dodji, Koku, Sèna, Yannick`),
    last: list(`
      Aigbe, Akpan, Bassey, Bello, Dogonyaro, Edo, Effiong, Ekong, Garba, Gyang, Igbinedion, Inyang, Osifo, Pam,
      Tarfa, Udo, Zakari, Agbodjan, Dossou, Lawson`),
  },
  {
    share: 6,
    female: list('Beatriz, Birgit, Catriona, Eilidh, Giulia, Johanna, Marianne, Noémie, Petra, Saoirse'),
    male: list('Alasdair, Björn, Callum, Giovanni, Hendrik, João, Mathieu, Ruairí, Stefan, Tomás'),
    last: list(`Becker, Campbell, da Costa, de Vries, Fitzgerald, Lindström, MacLeod, Moreau, Ricci, Weiß`),
  },
]

/** Where the assembly lives. */
export const homes: Homes = {
  streets: [
    'Harvest Street',
    'Unity Close',
    'Lagoon View Road',
    'Iroko Avenue',
    'Station Road',
    'Cocoa House Lane',
    'Almond Crescent',
    'Bridge Street',
    'Old Railway Road',
    'Peace Estate',
    'Mango Tree Close',
    'Victory Street',
  ],
  areas: ['Yaba', 'Ikeja', 'Gbagada', 'Shomolu', 'Ogba', 'Maryland', 'Ojodu'],
  city: 'Lagos',
  phonePrefix: '+234 700 000 ',
  mailDomains: ['lagoonmail.example', 'mainlandpost.example', 'ekonet.example'],
}
