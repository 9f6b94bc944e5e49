/** Word lists that the generated names and titles are put together from. Written for this purpose. */

const list = (text: string): string[] => text.trim().split(/\s+/);

export const ADJECTIVES = list(`
Amber Ancient Arctic Ashen Autumn Awkward Bitter Blind Bright Broken Bronze Burning Careless Celestial Cheap Clever Clumsy Cobalt
Cold Copper Crooked Crimson Damp Distant Dizzy Dusty Eager Early Electric Empty Endless Fading Faint False Feral Final Floating
Foreign Fragile Frozen Gentle Gilded Golden Hidden Hollow Honest Humble Hungry Idle Indigo Inner Iron Ivory Jaded Lazy Lonely Lost
Loud Lucky Lunar Marble Mellow Minor Modern Narrow Neon Nervous Northern Obsolete Open Orange Outer Pale Paper Patient Plastic
Polite Quiet Rapid Reckless Restless Rusty Sacred Scarlet Secret Serene Shallow Silent Silver Simple Sleepy Slow Solar Southern
Steady Stolen Strange Stubborn Sudden Tender Tidal Tiny Tired Turquoise Twisted Uneasy Vacant Velvet Violet Wandering Weary Western
Wicked Wild Winter Wooden Young`);

export const NOUNS = list(`
Acre Airport Alley Almanac Anchor Angle Antenna Apple Arcade Arrow Atlas Attic Avenue Balcony Balloon Bandit Basement Beacon Bell
Bicycle Bird Blanket Blossom Boulevard Bridge Bullet Butterfly Button Cabin Cactus Calendar Camera Canal Candle Canyon Captain
Carnival Carousel Castle Cathedral Cellar Chair Chimney Cinema Circle Circus City Clock Cloud Coast Colony Comet Compass Concrete
Corner Cottage Cradle Crater Crown Crystal Curtain Dagger Daughter Desert Diamond Dinner Doctor Dog Door Dragonfly Dream Drum Dynamo
Eagle Echo Elevator Engine Envelope Escalator Evening Eye Factory Falcon Farm Feather Fence Ferry Field Fire Flag Flood Flower
Forest Fountain Fox Frontier Garden Gate Ghost Giant Glacier Glass Grocer Guitar Hallway Hammer Harbour Harvest Hawk Heart Helmet
Highway Hill Holiday Horizon Horse Hotel Hourglass House Hunter Island Jacket Jewel Journey Junction Kettle Key Kingdom Kite Ladder
Lagoon Lake Lamp Lantern Laundry Lemon Letter Library Light Lighthouse Lion Lizard Lock Machine Magnet Map Market Mask Meadow Medicine
Melody Meteor Midnight Mill Mirror Monsoon Moon Morning Motel Mountain Museum Neighbour Needle Night Ocean Office Orbit Orchard
Orchestra Origami Owl Palace Parade Parrot Passenger Pavement Pencil Penguin Pepper Photograph Piano Picnic Pilot Pocket Pony Poster
Prairie Prism Queen Quarry Radio Railway Rain Rainbow Raven Receiver Reef Refrain Ribbon River Road Robot Rocket Roof Room Rooster
Rose Runner Saddle Sailor Satellite Saturday Season Shadow Ship Shoulder Signal Sister Skyline Sleeper Smoke Snow Soldier Song
Sparrow Spider Spiral Staircase Station Statue Storm Stranger Street Suburb Summer Sunday Surgeon Swimmer Sword Tailor Telephone
Television Theatre Thief Thunder Tide Tiger Tower Train Tree Tunnel Umbrella Uncle Valley Vessel Village Violin Visitor Volcano
Waiter Wall Water Wave Weather Whale Wheel Whisper Window Wing Wolf Woman Wood World Yard Year Zebra`);

export const VERBS = list(`
Borrow Break Breathe Build Burn Call Carry Catch Chase Climb Close Count Cross Dance Deny Draw Drive Drown Escape Fall Feed Find
Follow Forget Forgive Hear Hide Hold Ignore Keep Kiss Know Leave Lift Lose Measure Meet Miss Move Name Open Paint Pardon Praise
Promise Raise Read Remember Repair Return Ring Save Sell Shake Sing Sleep Steal Stop Swim Teach Tell Touch Trust Turn Visit Wait
Wake Walk Want Wash Watch Wear Win Write`);

export const PLACES = list(`
Aldermoor Ashgrove Bellhaven Birchwick Brennfeld Calderstow Castelvara Corvalho Dunmarrow Eastmere Elmsford Falkenau Ferndale
Glimmervik Granholm Harrowgate Hestvik Isleford Karelby Kingsmarsh Lindqvist Lowfell Marrowby Montelago Nordhavn Oakhurst Ostrava
Pinecrest Quillford Ravensholm Riversend Rosehaven Saltmarsh Silverton Skarholt Stonebridge Sundvall Thistledown Tornio Upperwick
Valparo Vesterby Westerlund Whitcombe Willowbrook Wintermere Yarrow Zandvoort`);

export const FIRST_NAMES = list(`
Ada Agnès Aino Albert Aleksy Alma Amadou Amélie Anders André Anouk Arne Astrid Ayo Beatriz Benedikt Björn Bruno Camille Carla Caspar
Cécile Chloë Clara Conor Dagmar Damián Deniz Dorothea Edvard Eleni Elías Elin Emre Enzo Erik Esmé Esther Fatou Félix Fiona Florian
Freya Gaël Gerda Gideon Giulia Greta Gustav Hana Hannes Hedda Héctor Ida Ilse Imani Inês Ingmar Iris Isak Ivo Jakob Jürgen Joana
Jonas Josef Juno Kaito Karin Katya Kofi Lars Léa Leila Lídia Linnéa Lorenzo Lotte Lucía Łukasz Maeve Magnus Malik Marek Márta Mateo
Matilda Mehmet Mila Mirjam Nadia Naomi Nils Noé Nuria Odette Olga Oskar Otto Paula Pavel Petra Priya Quentin Ragnar Renée Ricardo
Rosa Rubén Saskia Sébastien Selma Simone Sofía Søren Stella Sven Tadeo Tamsin Thandi Theo Tomás Ulla Ursula Valentina Věra Viktor
Vilde Wanda Wim Xenia Yann Yara Yusuf Zoë`);

export const LAST_NAMES = list(`
Abernathy Adeyemi Ahlgren Almeida Amsel Aragón Arnesen Bachmeier Balogun Barros Bergqvist Bielski Bjarnason Blackwood Bouchard
Brandvold Brennan Calloway Cardoso Castellan Černý Chevalier Conti Cordero Cranfield Dahl Delacroix Demirel Devereaux Dimitriou
Dobrowski Drummond Dvorsky Eckhart Ekström Eldridge Engström Esposito Fairweather Falk Fernández Fjeldstad Fontaine Forsberg Gálvez
Garrick Gautier Grünwald Halloran Hämäläinen Hartwell Havlík Heikkinen Hoang Holloway Ibáñez Ilves Iversen Jankowski Jensdóttir
Kallio Kamara Kaplan Karlsson Kimura Kjær Kowalczyk Krüger Lachance Lindgren Löfgren Lombardi Lovell Machado Malone Marchetti
Martínez Mbeki Merriweather Mikkelsen Moreau Müller Nakagawa Navarro Nordström Nováková Núñez Nyberg Okafor Oliveira Østergaard
Papadakis Pavlović Pellegrini Petrov Quintero Quigley Rademaker Ravn Reyes Rosenthal Sørensen Saarinen Sandoval Schäfer Severin
Šimek Skoglund Solberg Sterling Szabó Takeda Thorne Torres Überholt Valdés Vandermeer Vasquez Verhoeven Vinter Wallström Weatherby
Whitlock Wójcik Xavier Yıldız Zamora Zielinski`);

/** Singular of a group's kind: "The Amber Lanterns", "Orchard Quartet". */
export const GROUP_WORDS = list("Quartet Trio Orchestra Ensemble Collective Brigade Club Society Project Union Assembly Parade"); // prettier-ignore

export const GENRES: readonly (readonly string[])[] = [
  ["indie rock", "rock"], ["alternative rock", "rock"], ["folk", "singer-songwriter"], ["jazz"], ["techno", "electronic"],
  ["house", "electronic"], ["ambient", "electronic"], ["hip hop", "rap"], ["soul", "r&b"], ["metal"], ["black metal", "metal"],
  ["punk", "rock"], ["pop"], ["synth-pop", "pop"], ["classical"], ["country", "folk"], ["reggae"], ["funk", "soul"],
  ["post-rock", "rock"], ["dream pop", "indie rock"],
]; // prettier-ignore

export const COUNTRIES = list("US US US GB GB DE SE NO FR JP CA AU BR IT ES NL PL FI DK IE MX"); // prettier-ignore

export const LABEL_WORDS = list("Harbour Lantern Kestrel Tenfold Meridian Papercut Longwave Northlight Saltbox Undertow Fieldnote Ninth"); // prettier-ignore
export const LABEL_ENDS = ["Records", "Recordings", "Music", "Sound", "Discs"];

/** Words in other scripts beside their Latin form: the first of each list describes, the second is described. */
export const SCRIPTS: readonly { country: string; join: [string, string]; words: readonly [string, string][] }[] = [
  { country: "JP", join: ["の", " no "], words: [["夜", "Yoru"], ["電車", "Densha"], ["星", "Hoshi"], ["海", "Umi"], ["雨", "Ame"], ["森", "Mori"], ["月", "Tsuki"], ["風", "Kaze"], ["鏡", "Kagami"], ["庭", "Niwa"], ["時計", "Tokei"], ["冬", "Fuyu"], ["ことば", "Kotoba"], ["ひかり", "Hikari"], ["ラジオ", "Rajio"], ["カメラ", "Kamera"]] },
  { country: "RU", join: [" и ", " i "], words: [["Ветер", "Veter"], ["Город", "Gorod"], ["Трамвай", "Tramvay"], ["Лес", "Les"], ["Снег", "Sneg"], ["Свет", "Svet"], ["Мост", "Most"], ["Берег", "Bereg"], ["Вечер", "Vecher"], ["Туман", "Tuman"], ["Огонь", "Ogon"], ["Остров", "Ostrov"]] },
  { country: "GR", join: [" και ", " kai "], words: [["Νύχτα", "Nychta"], ["Θάλασσα", "Thalassa"], ["Δρόμος", "Dromos"], ["Ήλιος", "Ilios"], ["Κήπος", "Kipos"], ["Βροχή", "Vrochi"], ["Άνεμος", "Anemos"], ["Καθρέφτης", "Kathreftis"]] },
  { country: "IL", join: [" של ", " shel "], words: [["לילה", "Laila"], ["ים", "Yam"], ["אור", "Or"], ["רוח", "Ruach"], ["גן", "Gan"], ["רחוב", "Rechov"], ["חלון", "Chalon"], ["שיר", "Shir"]] },
  { country: "EG", join: [" و", " wa "], words: [["ليل", "Layl"], ["بحر", "Bahr"], ["قمر", "Qamar"], ["مطر", "Matar"], ["نهر", "Nahr"], ["مدينة", "Madina"], ["باب", "Bab"], ["ريح", "Rih"]] },
  { country: "KR", join: ["의 ", "ui "], words: [["바다", "Bada"], ["구름", "Gureum"], ["겨울", "Gyeoul"], ["창문", "Changmun"], ["거리", "Geori"], ["나무", "Namu"], ["편지", "Pyeonji"], ["노래", "Norae"]] },
]; // prettier-ignore
