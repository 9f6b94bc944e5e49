/** Artists that share their name with others, and those who are easily taken for one another. */
import type { ArtistSeed } from "../seeds";

export const sameNamed: readonly ArtistSeed[] = [
  {
    key: "nirvana-us",
    name: "Nirvana",
    country: "US",
    from: "Aberdeen",
    begin: "1987",
    end: "1994-04-05",
    note: "1980s–1990s US grunge band",
    genres: ["grunge", "alternative rock", "rock"],
    fame: 88,
    mbid: "5b11f4ce-a62d-471e-81fc-a69a8278c7da",
    aliases: [{ name: "Nirvana", locale: "en", primary: true }, "Nirvana US"],
    albums: [
      {
        title: "Bleach",
        date: "1989-06-15",
        label: "Sub Pop",
        discs: [
          "Blew 2:55 | Floyd the Barber 2:18 | About a Girl 2:48 | School 2:42 | Love Buzz 3:35 | Paper Cuts 4:06 | Negative Creep 2:56 | Scoff 4:10 | Swap Meet 3:03 | Mr. Moustache 3:24 | Sifting 5:22",
        ],
        editions: [
          {
            title: "Bleach: Deluxe Edition",
            titles: { spotify: "Bleach: Deluxe Edition", deezer: "Bleach (Deluxe Edition)" },
            date: "2009-11-03",
            remaster: 2009,
            bonus:
              "Intro {v: Live at Pine Street Theatre} 0:52 | School {v: Live at Pine Street Theatre} 2:37",
          },
        ],
      },
      {
        title: "Nevermind",
        date: "1991-09-24",
        label: "DGC Records",
        upc: "720642442524",
        mbid: "1b022e01-4da6-387b-8658-8678046e4cef",
        absent: ["spotify"],
        discs: [
          "Smells Like Teen Spirit {isrc: USGF19942501} 5:01 | In Bloom 4:15 | Come as You Are 3:39 | Breed 3:04 | Lithium 4:17 | Polly 2:57 | Territorial Pissings 2:23 | Drain You 3:44 | Lounge Act 2:37 | Stay Away 3:33 | On a Plain 3:17 | Something in the Way 3:52",
        ],
        editions: [
          {
            title: "Nevermind",
            titles: { spotify: "Nevermind (Remastered)", deezer: "Nevermind (Remastered)" },
            date: "2011-09-27",
            note: "20th anniversary edition",
            remaster: 2011,
          },
          {
            title: "Nevermind (Deluxe Edition)",
            date: "2011-09-27",
            note: "deluxe edition",
            remaster: 2011,
            bonus: "Even in His Youth 3:06 | Aneurysm 4:45 | Curmudgeon 2:58",
          },
        ],
      },
      {
        title: "In Utero",
        date: "1993-09-21",
        label: "DGC Records",
        discs: [
          "Serve the Servants 3:36 | Scentless Apprentice 3:48 | Heart-Shaped Box 4:41 | Rape Me 2:50 | Frances Farmer Will Have Her Revenge on Seattle 4:10 | Dumb 2:32 | Very Ape 1:56 | Milk It 3:55 | Pennyroyal Tea 3:37 | Radio Friendly Unit Shifter 4:51 | tourette's 1:35 | All Apologies 3:51",
        ],
        editions: [{ title: "In Utero (20th Anniversary Remaster)", date: "2013-09-24", remaster: 2013 }],
      },
      {
        title: "MTV Unplugged in New York",
        date: "1994-11-01",
        also: ["Live"],
        label: "DGC Records",
        titles: { spotify: "MTV Unplugged In New York", deezer: "MTV Unplugged In New York" },
        discs: [
          "About a Girl 3:37 | Come as You Are 4:13 | Jesus Doesn't Want Me for a Sunbeam 4:37 | The Man Who Sold the World 4:21 | Pennyroyal Tea 3:40 | Dumb 2:52 | Polly 3:16 | On a Plain 3:44 | Something in the Way 4:01 | Plateau 3:38 | Oh, Me 3:26 | Lake of Fire 2:55 | All Apologies 4:23 | Where Did You Sleep Last Night 5:06",
        ],
      },
      {
        title: "From the Muddy Banks of the Wishkah",
        date: "1996-10-01",
        also: ["Live"],
        label: "DGC Records",
        discs: [
          "Intro 0:52 | School 2:40 | Drain You 3:34 | Aneurysm 4:31 | Smells Like Teen Spirit 4:47 | Been a Son 2:07 | Lithium 4:10 | Sliver 1:55 | Spank Thru 3:10 | Scentless Apprentice 3:31 | Heart-Shaped Box 4:43 | Milk It 3:45 | Negative Creep 2:43 | Polly 2:30 | Breed 3:28 | Blew 3:36",
        ],
      },
      {
        title: "Live at Reading",
        date: "2009-11-03",
        also: ["Live"],
        label: "DGC Records",
        discs: [
          "Breed 2:57 | Drain You 3:51 | Aneurysm 4:34 | School 3:13 | Sliver 2:13 | In Bloom 4:29 | Come as You Are 3:36 | Lithium 4:17 | About a Girl 3:05 | tourette's 2:01 | Polly 2:48 | Lounge Act 3:04 | Smells Like Teen Spirit 4:40 | On a Plain 3:00 | Negative Creep 2:54 | Been a Son 3:23 | All Apologies 3:25 | Blew 5:19 | Dumb 2:34 | Stay Away 3:41 | Spank Thru 3:06 | Love Buzz 4:45 | The Money Will Roll Right In 2:14 | D-7 3:43 | Territorial Pissings 4:29",
        ],
      },
      {
        title: "Incesticide",
        date: "1992-12-14",
        also: ["Compilation"],
        label: "DGC Records",
        discs: [
          "Dive 3:55 | Sliver 2:16 | Stain 2:40 | Been a Son 1:55 | Turnaround 2:19 | Molly's Lips 1:54 | Son of a Gun 2:48 | (New Wave) Polly 1:47 | Beeswax 2:50 | Downer 1:43 | Mexican Seafood 1:55 | Hairspray Queen 4:13 | Aero Zeppelin 4:41 | Big Long Now 5:03 | Aneurysm 4:36",
        ],
      },
      {
        title: "Smells Like Teen Spirit",
        date: "1991-09-10",
        type: "Single",
        label: "DGC Records",
        discs: ["Smells Like Teen Spirit 5:01 | Even in His Youth 3:06 | Aneurysm 4:45"],
      },
    ],
  },
  {
    key: "nirvana-uk",
    name: "Nirvana",
    country: "GB",
    from: "London",
    begin: "1965",
    end: "1971",
    note: "1960s UK psychedelic pop duo",
    genres: ["psychedelic pop", "baroque pop"],
    fame: 34,
    mbid: "9282c8b4-ca0b-4c6b-b7e3-4f7762dfc4d6",
    aliases: ["Nirvana UK", "Nirvana (UK)"],
    albums: [
      {
        title: "The Story of Simon Simopath",
        date: "1967-10",
        label: "Island",
        discs: [
          "Wings of Love 3:20 | Lonely Boy 2:31 | We Can Help You 1:57 | Satellite Jockey 2:35 | In the Courtyard of the Stars 2:36 | You Are Just the One 2:07 | Pentecost Hotel 3:06 | I Never Found a Love Like This 2:50 | Take This Hand 2:17 | 1999 2:09",
        ],
      },
      {
        title: "All of Us",
        date: "1968",
        label: "Island",
        discs: [
          "Rainbow Chaser 2:36 | Tiny Goddess 4:03 | The Touchables (All of Us) 2:57 | Melanie Blue 2:40 | Trapeze 2:50 | The Show Must Go On 2:39 | Girl in the Park 2:41 | Miami Masquerade 3:14 | Frankie the Great 2:33 | You Can Try It 3:22 | Everybody Loves the Clown 2:17 | St. John's Wood Affair 4:06",
        ],
      },
      {
        title: "To Markos III",
        date: "1969",
        label: "Pye",
        absent: ["deezer"],
        discs: [
          'The World Is Cold Without You 3:21 | Excerpt From "The Blind and the Beautiful" 2:48 | I Talk to My Room 3:05 | Christopher Lucifer 3:11 | Aline Cherie 3:34 | Tres, Tres Bien 2:56 | It Happened Two Sundays Ago 3:08 | Black Flower 3:33 | Love Suite 5:00 | Illinois 4:35',
        ],
      },
    ],
  },
  {
    key: "bush-uk",
    name: "Bush",
    country: "GB",
    from: "London",
    begin: "1992",
    note: "UK rock band",
    genres: ["post-grunge", "alternative rock", "rock"],
    fame: 66,
    aliases: ["Future Primitive"],
    albums: [
      {
        title: "Sixteen Stone",
        date: "1994-12-06",
        label: "Trauma Records",
        discs: [
          "Everything Zen 4:38 | Swim 4:55 | Bomb 3:22 | Little Things 4:24 | Comedown 5:27 | Body 5:42 | Machinehead 4:16 | Testosterone 4:19 | Monkey 4:00 | Glycerine 4:26 | Alien 6:34 | X-Girlfriend 0:45",
        ],
        editions: [{ title: "Sixteen Stone (Remastered)", date: "2014-10-14", remaster: 2014 }],
      },
      {
        title: "Razorblade Suitcase",
        date: "1996-11-19",
        label: "Trauma Records",
        discs: [
          "Personal Holloway 3:24 | Greedy Fly 4:30 | Swallowed 4:51 | Insect Kin 4:27 | Cold Contagious 6:00 | A Tendency to Start Fires 4:04 | Mouth 5:45 | Straight No Chaser 4:04 | History 4:34 | Synapse 4:52 | Communicator 4:31 | Bonedriven 4:32 | Distant Voices 6:40",
        ],
        editions: [{ title: "Razorblade Suitcase (In Addition)", date: "2016-12-16", remaster: 2016 }],
      },
      {
        title: "The Science of Things",
        date: "1999-10-26",
        label: "Trauma Records",
        discs: [
          "Warm Machine 4:26 | Jesus Online 3:42 | The Chemicals Between Us 3:37 | English Fire 3:35 | Spacetravel 4:44 | 40 Miles From the Sun 3:51 | Prizefighter 5:40 | The Disease of the Dancing Cats 4:03 | Altered States 4:27 | Dead Meat 4:16 | Letting the Cables Sleep 4:36 | Mindchanger 3:53",
        ],
      },
    ],
  },
  {
    key: "bush-canada",
    name: "Bush",
    country: "CA",
    from: "Toronto",
    begin: "1969",
    end: "1971",
    note: "Canadian rock band, 1970s",
    genres: ["rock", "blues rock"],
    fame: 16,
    aliases: ["Bush X"],
    albums: [
      {
        title: "Bush",
        date: "1970",
        label: "Dunhill",
        coverless: true,
        country: "CA",
        discs: [
          "Back Stage Girl 3:08 | Yonge St. Patty 3:21 | Got to Leave the City 4:05 | I Miss You 3:47 | The Grand Commander 2:58 | Cross Country Man 3:12 | I Can Hear You Calling 3:00 | Messin' Around With Boxes 2:41 | Livin' Life 3:36 | Drink Your Wine 6:19",
        ],
      },
    ],
  },
  {
    key: "bush-dj",
    name: "Bush",
    type: "Person",
    gender: "Male",
    country: "DE",
    note: "German techno producer",
    genres: ["techno"],
    fame: 9,
    linked: false,
    absent: ["musicbrainz"],
    faceless: ["deezer"],
    albums: [
      {
        title: "Nachtfahrt",
        date: "2007-05-11",
        type: "EP",
        label: "Bush Traxx",
        discs: ["Nachtfahrt 6:42 | Signal 7:05 | Leerlauf 5:58"],
      },
    ],
  },
  {
    key: "kate-bush",
    name: "Kate Bush",
    sort: "Bush, Kate",
    type: "Person",
    gender: "Female",
    country: "GB",
    from: "Bexleyheath",
    begin: "1958-07-30",
    note: "British singer-songwriter",
    genres: ["art pop", "art rock", "pop"],
    fame: 74,
    mbid: "4b585938-f271-45e2-b19a-91c634b5e396",
    albums: [
      {
        title: "Hounds of Love",
        date: "1985-09-16",
        label: "EMI",
        discs: [
          "Running Up That Hill (A Deal With God) 5:03 | Hounds of Love 3:02 | The Big Sky 4:41 | Mother Stands for Comfort 3:07 | Cloudbusting 5:10 | And Dream of Sheep 2:45 | Under Ice 2:21 | Waking the Witch 4:18 | Watching You Without Me 4:06 | Jig of Life 4:04 | Hello Earth 6:13 | The Morning Fog 2:34",
        ],
        editions: [{ title: "Hounds of Love (2018 Remaster)", date: "2018-11-16", remaster: 2018 }],
      },
      {
        title: "The Kick Inside",
        date: "1978-02-17",
        label: "EMI",
        discs: [
          "Moving 3:01 | The Saxophone Song 3:51 | Strange Phenomena 2:57 | Kite 2:56 | The Man With the Child in His Eyes 2:39 | Wuthering Heights 4:28 | James and the Cold Gun 3:34 | Feel It 3:02 | Oh to Be in Love 3:18 | L'Amour Looks Something Like You 2:27 | Them Heavy People 3:04 | Room for the Life 4:03 | The Kick Inside 3:30",
        ],
      },
    ],
  },
];
