import type { Homes, People } from '../demo-church.js'

const list = (names: string): readonly string[] => names.trim().split(/\s*,\s*/)

/** Ghanaian families for the most part, neighbours from along the coast and inland, and a few from Europe. */
export const peoples: readonly People[] = [
  {
    share: 74,
    female: list(`
      Abena, Adwoa, Afia, Afua, Akosua, Akua, Ama, Araba, Dede, Efua, Ekua, Enyonam, Esi, Esinam, Korkor, Maame, Naa,
      Sena, Serwaa, Yaa, Agnes, Beatrice, Bernadette, Cecilia, Comfort, Dorcas, Felicia, Gifty, Grace, Josephine, Lucy,
      Mercy, Monica, Patience, Perpetua, Philomena, Rosemary, Theresa, Veronica, Victoria`),
    male: list(`
      Ebo, Edem, Ekow, Fiifi, Kobina, Kofi, Kojo, Kwabena, Kwadwo, Kwaku, Kwame, Kwasi, Kweku, Kwesi, Mawuli, Nii,
      Nana, Selorm, Yaw, Yoofi, Anthony, Augustine, Benedict, Charles, Cyprian, Dominic, Ebenezer, Emmanuel, Ernest,
      Francis, Gabriel, Isaac, Joseph, Julius, Matthew, Michael, Patrick, Peter, Stephen, Thomas`),
    last: list(`
      Acheampong, Acquah, Addo, Adjei, Afriyie, Agbeko, Agyeman, Aidoo, Amankwah, Amoah, Ampofo, Ansah, Antwi, Appiah,
      Arthur, Asamoah, Asante, Baidoo, Boateng, Bonsu, Danso, Darko, Dzidzor, Frimpong, Gyasi, Kuffour, Lamptey, Larbi,
      Mensah, Nartey, Nkrumah, Ofori, Opoku, Osei, Owusu, Quansah, Quaye, Sarpong, Tetteh, Yeboah`),
  },
  {
    share: 19,
    female: list(`
      Adjoua, Affoué, Aïssatou, Akissi, Aminata, Awa, Bintou, Célestine, Clémence, Djeneba, Fanta, Fatou, Mariama,
      Odile, Pélagie, Rokia, Salimata, Sidonie, Solange, Yasmine`),
    male: list(`
      Abdoulaye, Alassane, Aristide, Boubacar, Désiré, Évariste, Félix, Hyacinthe, Ibrahima, Koffi, Kossi, Lamine,
      Mamadou, Moussa, Ousmane, Pascal, Séverin, Souleymane, Théophile, Yao`),
    last: list(`
      Adjovi, Agossou, Coulibaly, Diallo, Diop, d'Almeida, Hounsou, Keïta, Konaté, Koné, Kouamé, Kouassi, N'Guessan,
      Ouédraogo, Sanogo, Sawadogo, Sow, Tossou, Traoré, Zongo`),
  },
  {
    share: 7,
    female: list('Agnieszka, Anneliese, Brigid, Chiara, Dominika, Élodie, Ingrid, Margarida, Marta, Sinéad'),
    male: list('Andrea, Benoît, Diarmuid, Florian, Jürgen, Łukasz, Matteo, Nuno, Søren, Václav'),
    last: list(`Bianchi, Delacroix, Ferreira, Kowalczyk, Müller, Novotný, O'Connell, Rasmussen, Schäfer, van der Meer`),
  },
]

/** Where the parish lives. */
export const homes: Homes = {
  streets: [
    'Lighthouse Road',
    'Palm Wine Lane',
    'Mission Street',
    'Old Harbour Road',
    'Castle Drive',
    'Salt Pond Close',
    'Fishermen Street',
    'Kapok Avenue',
    'Market Circle',
    'Convent Road',
    'Neem Tree Lane',
    'Beach Road',
  ],
  areas: ['Labadi', 'Teshie', 'Nungua', 'Osu', 'Cantonments', 'East Legon'],
  city: 'Accra',
  phonePrefix: '+233 20 000 ',
  mailDomains: ['harbourmail.example', 'goldcoastpost.example', 'palmnet.example'],
}
