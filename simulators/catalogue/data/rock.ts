/** Rock, and the live, remastered and deluxe twins of its albums. */
import type { ArtistSeed } from "../seeds";

export const rock: readonly ArtistSeed[] = [
  {
    key: "queen",
    name: "Queen",
    country: "GB",
    from: "London",
    begin: "1970",
    note: "UK rock group",
    genres: ["rock", "hard rock", "glam rock"],
    fame: 92,
    mbid: "0383dadf-2a4e-4d10-a46a-e9e041da8eb3",
    aliases: ["Queen UK"],
    albums: [
      {
        title: "A Night at the Opera",
        date: "1975-11-21",
        label: "EMI",
        discs: [
          "Death on Two Legs (Dedicated to…) 3:43 | Lazing on a Sunday Afternoon 1:07 | I'm in Love With My Car 3:05 | You're My Best Friend 2:52 | '39 3:31 | Sweet Lady 4:03 | Seaside Rendezvous 2:15 | The Prophet's Song 8:21 | Love of My Life 3:39 | Good Company 3:23 | Bohemian Rhapsody 5:55 | God Save the Queen 1:15",
        ],
        editions: [
          {
            title: "A Night at the Opera (2011 Remaster)",
            titles: {
              spotify: "A Night At The Opera (2011 Remaster)",
              deezer: "A Night At The Opera (Deluxe Edition 2011 Remaster)",
            },
            date: "2011-06-27",
            remaster: 2011,
          },
        ],
      },
      {
        title: "Greatest Hits",
        date: "1981-11-02",
        also: ["Compilation"],
        label: "EMI",
        upc: "077778950424",
        discs: [
          "Bohemian Rhapsody 5:55 | Another One Bites the Dust 3:36 | Killer Queen 3:01 | Fat Bottomed Girls 3:22 | Bicycle Race 3:01 | You're My Best Friend 2:52 | Don't Stop Me Now 3:29 | Save Me 3:48 | Crazy Little Thing Called Love 2:42 | Somebody to Love 4:56 | Now I'm Here 4:14 | Good Old-Fashioned Lover Boy 2:54 | Play the Game 3:33 | Flash 2:48 | Seven Seas of Rhye 2:47 | We Will Rock You 2:02 | We Are the Champions 3:00",
        ],
        editions: [{ title: "Greatest Hits (2011 Remaster)", date: "2011-01-03", remaster: 2011 }],
      },
      {
        title: "News of the World",
        date: "1977-10-28",
        label: "EMI",
        discs: [
          "We Will Rock You 2:02 | We Are the Champions 3:00 | Sheer Heart Attack 3:26 | All Dead, All Dead 3:10 | Spread Your Wings 4:34 | Fight From the Inside 3:03 | Get Down, Make Love 3:51 | Sleeping on the Sidewalk 3:05 | Who Needs You 3:07 | It's Late 6:26 | My Melancholy Blues 3:33",
        ],
      },
      {
        title: "Live at Wembley '86",
        date: "1992-05-26",
        also: ["Live"],
        label: "Parlophone",
        discs: [
          "One Vision 5:50 | Tie Your Mother Down 3:52 | In the Lap of the Gods… Revisited 2:44 | Seven Seas of Rhye 1:19 | Tear It Up 2:12 | A Kind of Magic 8:41 | Under Pressure 3:41 | Another One Bites the Dust 4:54 | Who Wants to Live Forever 5:16 | I Want to Break Free 3:34 | Impromptu 2:55 | Brighton Rock Solo 9:11 | Now I'm Here 6:19",
          "Love of My Life 4:47 | Is This the World We Created…? 2:59 | (You're So Square) Baby I Don't Care 1:34 | Hello Mary Lou 1:24 | Tutti Frutti 3:23 | Gimme Some Lovin' 0:55 | Bohemian Rhapsody 5:50 | Hammer to Fall 5:36 | Crazy Little Thing Called Love 6:27 | Big Spender 1:07 | Radio Ga Ga 5:57 | We Will Rock You 2:46 | Friends Will Be Friends 2:08 | We Are the Champions 4:05 | God Save the Queen 1:27",
        ],
      },
    ],
  },
  {
    key: "queen-tribute",
    name: "The Queen Tribute Band",
    country: "DE",
    fame: 12,
    linked: false,
    absent: ["musicbrainz"],
    faceless: ["deezer"],
    genres: ["rock"],
    albums: [
      {
        title: "Greatest Hits of Queen",
        date: "2010-03-01",
        also: ["Compilation"],
        label: "Party Tracks",
        discs: [
          "Bohemian Rhapsody {v: Karaoke Version} 5:58 | We Will Rock You {v: Karaoke Version} 2:04 | Radio Ga Ga {v: Karaoke Version} 5:44",
        ],
      },
    ],
  },
  {
    key: "qotsa",
    name: "Queens of the Stone Age",
    country: "US",
    from: "Palm Desert",
    begin: "1996",
    note: "",
    genres: ["stoner rock", "alternative rock"],
    fame: 78,
    mbid: "7dc8f5bd-9d0b-4087-9f73-dc164950bbd8",
    aliases: ["QOTSA"],
    albums: [
      {
        title: "Songs for the Deaf",
        date: "2002-08-27",
        label: "Interscope",
        discs: [
          "You Think I Ain't Worth a Dollar, but I Feel Like a Millionaire 3:12 | No One Knows 4:38 | First It Giveth 3:18 | A Song for the Dead 5:52 | The Sky Is Fallin' 6:15 | Six Shooter 1:19 | Hangin' Tree 3:06 | Go With the Flow 3:07 | Gonna Leave You 2:50 | Do It Again 4:04 | God Is in the Radio 6:04 | Another Love Song 3:16 | A Song for the Deaf 6:42",
        ],
      },
      {
        title: "Rated R",
        date: "2000-06-06",
        label: "Interscope",
        discs: [
          "Feel Good Hit of the Summer 2:43 | The Lost Art of Keeping a Secret 3:36 | Leg of Lamb 2:48 | Auto Pilot 4:01 | Better Living Through Chemistry 5:49 | Monsters in the Parasol 3:27 | Quick and to the Pointless 1:42 | In the Fade 4:25 | Tension Head 2:52 | Lightning Song 2:07 | I Think I Lost My Headache 8:40",
        ],
      },
    ],
  },
  {
    key: "king-crimson",
    name: "King Crimson",
    country: "GB",
    from: "London",
    begin: "1968",
    end: "2021",
    note: "English progressive rock band",
    genres: ["progressive rock", "art rock"],
    fame: 60,
    albums: [
      {
        title: "In the Court of the Crimson King",
        date: "1969-10-10",
        label: "Island",
        discs: [
          "21st Century Schizoid Man 7:24 | I Talk to the Wind 6:04 | Epitaph 8:47 | Moonchild 12:13 | The Court of the Crimson King 9:25",
        ],
        editions: [
          {
            title: "In the Court of the Crimson King (Expanded Edition)",
            date: "2009-10-12",
            remaster: 2009,
            bonus: "I Talk to the Wind {v: Duo Version} 4:56",
          },
        ],
      },
      {
        title: "Red",
        date: "1974-10-06",
        label: "Island",
        discs: [
          "Red 6:20 | Fallen Angel 6:00 | One More Red Nightmare 7:07 | Providence 8:08 | Starless 12:18",
        ],
      },
    ],
  },
  {
    key: "crimson",
    name: "Crimson",
    country: "IT",
    begin: "2004",
    note: "Italian pop band",
    genres: ["pop"],
    fame: 11,
    albums: [
      {
        title: "Red",
        date: "2006-02-17",
        label: "Vermiglio",
        discs: ["Rosso 3:31 | Linea d'ombra 4:02 | Red 3:12 | Domani 3:47 | Cinque minuti 5:00"],
      },
    ],
  },
  {
    key: "acdc",
    name: "AC/DC",
    country: "AU",
    from: "Sydney",
    begin: "1973-11",
    note: "Australian hard rock band",
    genres: ["hard rock", "rock"],
    fame: 90,
    mbid: "66c662b6-6e2f-4930-8610-912e24c63ed1",
    aliases: ["AC DC", "ACDC", "Acca Dacca"],
    albums: [
      {
        title: "Back in Black",
        date: "1980-07-25",
        label: "Albert Productions",
        discs: [
          "Hells Bells 5:12 | Shoot to Thrill 5:17 | What Do You Do for Money Honey 3:35 | Givin the Dog a Bone 3:31 | Let Me Put My Love Into You 4:15 | Back in Black 4:15 | You Shook Me All Night Long 3:30 | Have a Drink on Me 3:58 | Shake a Leg 4:05 | Rock and Roll Ain't Noise Pollution 4:26",
        ],
      },
      {
        title: "Highway to Hell",
        date: "1979-07-27",
        label: "Albert Productions",
        discs: [
          "Highway to Hell 3:28 | Girls Got Rhythm 3:23 | Walk All Over You 5:09 | Touch Too Much 4:26 | Beating Around the Bush 3:55 | Shot Down in Flames 3:22 | Get It Hot 2:34 | If You Want Blood (You've Got It) 4:36 | Love Hungry Man 4:16 | Night Prowler 6:16",
        ],
      },
    ],
  },
  {
    key: "motorhead",
    name: "Motörhead",
    country: "GB",
    from: "London",
    begin: "1975-06",
    end: "2015-12-28",
    note: "UK heavy metal band",
    genres: ["heavy metal", "speed metal"],
    fame: 70,
    aliases: ["Motorhead"],
    names: { deezer: "Motorhead" },
    albums: [
      {
        title: "Ace of Spades",
        date: "1980-11-08",
        label: "Bronze",
        discs: [
          "Ace of Spades 2:48 | Love Me Like a Reptile 3:23 | Shoot You in the Back 2:39 | Live to Win 3:37 | Fast and Loose 3:22 | (We Are) The Road Crew 3:12 | Fire, Fire 2:44 | Jailbait 3:33 | Dance 2:38 | Bite the Bullet 1:38 | The Chase Is Better Than the Catch 4:18 | The Hammer 2:48",
        ],
      },
      {
        title: "No Sleep 'til Hammersmith",
        date: "1981-06-27",
        also: ["Live"],
        label: "Bronze",
        discs: [
          "Ace of Spades 3:01 | Stay Clean 2:50 | Metropolis 3:31 | The Hammer 3:05 | Iron Horse 3:58 | No Class 2:34 | Overkill 5:13 | (We Are) The Road Crew 3:31 | Capricorn 4:40 | Bomber 3:24 | Motörhead 4:47",
        ],
      },
    ],
  },
  {
    key: "weezer",
    name: "Weezer",
    country: "US",
    from: "Los Angeles",
    begin: "1992",
    note: "",
    genres: ["power pop", "alternative rock"],
    fame: 74,
    mbid: "6fe07aa5-fec0-4eca-a456-f29bff451b04",
    albums: [
      {
        title: "Weezer",
        date: "1994-05-10",
        label: "DGC Records",
        titles: { spotify: "Weezer (Blue Album)", deezer: "Weezer" },
        discs: [
          "My Name Is Jonas 3:24 | No One Else 3:04 | The World Has Turned and Left Me Here 4:19 | Buddy Holly 2:39 | Undone – The Sweater Song 5:05 | Surf Wax America 3:06 | Say It Ain't So 4:18 | In the Garage 3:55 | Holiday 3:24 | Only in Dreams 7:59",
        ],
      },
      {
        title: "Weezer",
        date: "2001-05-15",
        label: "Geffen",
        titles: { spotify: "Weezer (Green Album)", deezer: "Weezer (Green Album)" },
        discs: [
          "Don't Let Go 2:59 | Photograph 2:19 | Hash Pipe 3:06 | Island in the Sun 3:20 | Crab 2:34 | Knock-Down Drag-Out 2:08 | Smile 2:38 | Simple Pages 2:56 | Glorious Day 2:40 | O Girlfriend 3:49",
        ],
      },
      {
        title: "Weezer",
        date: "2008-06-03",
        label: "Geffen",
        titles: { spotify: "Weezer (Red Album)", deezer: "Weezer (Red Album)" },
        discs: [
          "Troublemaker 2:44 | The Greatest Man That Ever Lived (Variations on a Shaker Hymn) 5:52 | Pork and Beans 3:09 | Heart Songs 4:06 | Everybody Get Dangerous 4:03 | Dreamin' 5:12 | Thought I Knew 3:01 | Cold Dark World 3:51 | Automatic 3:07 | The Angel and the One 6:46",
        ],
      },
    ],
  },
  {
    key: "pearl-jam",
    name: "Pearl Jam",
    country: "US",
    from: "Seattle",
    begin: "1990",
    genres: ["grunge", "alternative rock"],
    fame: 80,
    albums: [
      {
        title: "Ten",
        date: "1991-08-27",
        label: "Epic",
        discs: [
          "Once 3:51 | Even Flow 4:53 | Alive 5:41 | Why Go 3:20 | Black 5:43 | Jeremy 5:18 | Oceans 2:42 | Porch 3:30 | Garden 4:59 | Deep 4:18 | Release 9:05",
        ],
      },
      {
        title: "MTV Unplugged",
        date: "2019-11-29",
        also: ["Live"],
        label: "Epic",
        absent: ["deezer"],
        discs: [
          "Oceans 2:42 | State of Love and Trust 4:13 | Alive 5:01 | Black 5:52 | Jeremy 5:10 | Even Flow 4:56 | Porch 7:27",
        ],
      },
    ],
  },
  {
    key: "alice-in-chains",
    name: "Alice in Chains",
    country: "US",
    from: "Seattle",
    begin: "1987",
    genres: ["grunge", "heavy metal"],
    fame: 73,
    albums: [
      {
        title: "Dirt",
        date: "1992-09-29",
        label: "Columbia",
        discs: [
          "Them Bones 2:30 | Dam That River 3:09 | Rain When I Die 6:01 | Down in a Hole 5:38 | Sickman 5:29 | Rooster 6:15 | Junkhead 5:09 | Dirt 5:16 | God Smack 3:50 | Iron Gland 0:43 | Hate to Feel 5:16 | Angry Chair 4:48 | Would? 3:28",
        ],
      },
      {
        title: "Unplugged",
        date: "1996-07-30",
        also: ["Live"],
        label: "Columbia",
        titles: { spotify: "MTV Unplugged", deezer: "MTV Unplugged" },
        discs: [
          "Nutshell 4:58 | Brother 5:27 | No Excuses 4:57 | Sludge Factory 4:36 | Down in a Hole 5:46 | Angry Chair 4:36 | Rooster 6:41 | Got Me Wrong 4:59 | Heaven Beside You 5:38 | Would? 3:43 | Frogs 7:30 | Over Now 7:12 | Killer Is Me 5:23",
        ],
      },
    ],
  },
  {
    key: "the-the",
    name: "The The",
    country: "GB",
    from: "London",
    begin: "1979",
    note: "UK post-punk band",
    genres: ["post-punk", "synth-pop"],
    fame: 44,
    aliases: ["TheThe"],
    albums: [
      {
        title: "Soul Mining",
        date: "1983-10-21",
        label: "Some Bizzare",
        discs: [
          "I've Been Waitin' for Tomorrow (All of My Life) 5:46 | This Is the Day 5:01 | The Sinking Feeling 3:44 | Uncertain Smile 6:52 | The Twilight Hour 5:58 | Soul Mining 4:50 | Giant 9:36",
        ],
        editions: [{ title: "Soul Mining (Remastered)", date: "2002-06-04", remaster: 2002 }],
      },
      {
        title: "Infected",
        date: "1986-11-17",
        label: "Some Bizzare",
        discs: [
          "Infected 4:51 | Out of the Blue (Into the Fire) 5:08 | Heartland 5:02 | Angels of Deception 4:36 | Sweet Bird of Truth 5:23 | Slow Train to Dawn {feat: Neneh Cherry} 4:16 | Twilight of a Champion 4:12 | The Mercy Beat 7:19",
        ],
      },
    ],
  },
  {
    key: "radiohead",
    name: "Radiohead",
    country: "GB",
    from: "Abingdon",
    begin: "1991",
    note: "English rock band",
    genres: ["art rock", "alternative rock"],
    fame: 87,
    mbid: "a74b1b7f-71a5-4011-9441-d0b5e4122711",
    albums: [
      {
        title: "OK Computer",
        date: "1997-06-16",
        label: "Parlophone",
        mbid: "b1392450-e666-3926-a536-22c65f834433",
        upc: "724385522925",
        discs: [
          "Airbag 4:44 | Paranoid Android {isrc: GBAYE9701376} 6:23 | Subterranean Homesick Alien 4:27 | Exit Music (For a Film) 4:24 | Let Down 4:59 | Karma Police 4:21 | Fitter Happier 1:57 | Electioneering 3:50 | Climbing Up the Walls 4:45 | No Surprises 3:48 | Lucky 4:19 | The Tourist 5:24",
        ],
        editions: [
          {
            title: "OK Computer OKNOTOK 1997 2017",
            date: "2017-06-23",
            label: "XL Recordings",
            note: "OKNOTOK",
            remaster: 2017,
            bonus: "I Promise 3:59 | Man of War 4:29 | Lift 4:07",
          },
        ],
      },
      {
        title: "Kid A",
        date: "2000-10-02",
        label: "Parlophone",
        discs: [
          "Everything in Its Right Place 4:11 | Kid A 4:44 | The National Anthem 5:51 | How to Disappear Completely 5:56 | Treefingers 3:42 | Optimistic 5:15 | In Limbo 3:31 | Idioteque 5:09 | Morning Bell 4:35 | Motion Picture Soundtrack 7:01",
        ],
      },
      {
        title: "I Might Be Wrong: Live Recordings",
        date: "2001-11-12",
        type: "EP",
        also: ["Live"],
        label: "Parlophone",
        discs: [
          "The National Anthem 4:57 | I Might Be Wrong 4:52 | Morning Bell 4:14 | Like Spinning Plates 3:47 | Idioteque 4:24 | Everything in Its Right Place 7:42 | Dollars and Cents 5:13 | True Love Waits 5:02",
        ],
      },
    ],
  },
  {
    key: "pink-floyd",
    name: "Pink Floyd",
    country: "GB",
    from: "London",
    begin: "1965",
    end: "2014",
    genres: ["progressive rock", "psychedelic rock"],
    fame: 88,
    mbid: "83d91898-7763-47d7-b03b-b92132375c47",
    albums: [
      {
        title: "The Dark Side of the Moon",
        date: "1973-03-01",
        label: "Harvest",
        titles: { spotify: "The Dark Side of the Moon", deezer: "The Dark Side Of The Moon" },
        discs: [
          "Speak to Me 1:07 | Breathe (In the Air) 2:49 | On the Run 3:45 | Time 6:53 | The Great Gig in the Sky 4:43 | Money 6:22 | Us and Them 7:49 | Any Colour You Like 3:26 | Brain Damage 3:46 | Eclipse 2:12",
        ],
        editions: [
          {
            title: "The Dark Side of the Moon (50th Anniversary Remaster)",
            date: "2023-03-24",
            remaster: 2023,
          },
        ],
      },
      {
        title: "The Wall",
        date: "1979-11-30",
        label: "Harvest",
        discs: [
          "In the Flesh? 3:19 | The Thin Ice 2:29 | Another Brick in the Wall, Part 1 3:10 | The Happiest Days of Our Lives 1:51 | Another Brick in the Wall, Part 2 3:59 | Mother 5:36 | Goodbye Blue Sky 2:48 | Empty Spaces 2:08 | Young Lust 3:30 | One of My Turns 3:37 | Don't Leave Me Now 4:16 | Another Brick in the Wall, Part 3 1:14 | Goodbye Cruel World 1:17",
          "Hey You 4:42 | Is There Anybody Out There? 2:40 | Nobody Home 3:24 | Vera 1:33 | Bring the Boys Back Home 1:27 | Comfortably Numb 6:24 | The Show Must Go On 1:35 | In the Flesh 4:17 | Run Like Hell 4:24 | Waiting for the Worms 3:58 | Stop 0:30 | The Trial 5:20 | Outside the Wall 1:44",
        ],
      },
    ],
  },
  {
    key: "metallica",
    name: "Metallica",
    country: "US",
    from: "Los Angeles",
    begin: "1981-10-28",
    genres: ["thrash metal", "heavy metal"],
    fame: 89,
    mbid: "65f4f0c5-ef9e-490c-aee3-909e7ae6b2ab",
    albums: [
      {
        title: "Metallica",
        date: "1991-08-12",
        label: "Elektra",
        titles: { spotify: "Metallica", deezer: "Metallica" },
        discs: [
          "Enter Sandman 5:31 | Sad but True 5:24 | Holier Than Thou 3:47 | The Unforgiven 6:27 | Wherever I May Roam 6:44 | Don't Tread on Me 4:00 | Through the Never 4:04 | Nothing Else Matters 6:28 | Of Wolf and Man 4:16 | The God That Failed 5:08 | My Friend of Misery 6:49 | The Struggle Within 3:53",
        ],
        editions: [{ title: "Metallica (Remastered)", date: "2021-09-10", remaster: 2021 }],
      },
      {
        title: "Master of Puppets",
        date: "1986-03-03",
        label: "Elektra",
        discs: [
          "Battery 5:12 | Master of Puppets 8:35 | The Thing That Should Not Be 6:36 | Welcome Home (Sanitarium) 6:27 | Disposable Heroes 8:16 | Leper Messiah 5:40 | Orion 8:27 | Damage, Inc. 5:32",
        ],
      },
    ],
  },
  {
    key: "led-zeppelin",
    name: "Led Zeppelin",
    country: "GB",
    from: "London",
    begin: "1968-09",
    end: "1980-12-04",
    genres: ["hard rock", "blues rock"],
    fame: 85,
    mbid: "678d88b2-87b0-403b-b63d-5da7465aecc3",
    albums: [
      {
        title: "Led Zeppelin IV",
        date: "1971-11-08",
        label: "Atlantic",
        titles: {
          musicbrainz: "[Led Zeppelin IV]",
          spotify: "Led Zeppelin IV (Remaster)",
          deezer: "Led Zeppelin IV (Remaster)",
        },
        discs: [
          "Black Dog 4:55 | Rock and Roll 3:40 | The Battle of Evermore 5:51 | Stairway to Heaven 8:02 | Misty Mountain Hop 4:38 | Four Sticks 4:45 | Going to California 3:32 | When the Levee Breaks 7:08",
        ],
      },
    ],
  },
  {
    key: "the-cure",
    name: "The Cure",
    country: "GB",
    from: "Crawley",
    begin: "1978",
    genres: ["post-punk", "gothic rock"],
    fame: 79,
    mbid: "69ee3720-a7cb-4402-b48d-a02c366f2bcf",
    albums: [
      {
        title: "Disintegration",
        date: "1989-05-02",
        label: "Fiction",
        discs: [
          "Plainsong 5:12 | Pictures of You 7:24 | Closedown 4:16 | Lovesong 3:29 | Last Dance 4:42 | Lullaby 4:08 | Fascination Street 5:16 | Prayers for Rain 6:05 | The Same Deep Water as You 9:19 | Disintegration 8:18 | Homesick 7:06 | Untitled 6:30",
        ],
      },
    ],
  },
  {
    key: "guns-n-roses",
    name: "Guns N' Roses",
    country: "US",
    from: "Los Angeles",
    begin: "1985-03",
    genres: ["hard rock"],
    fame: 86,
    aliases: ["Guns and Roses", "GNR"],
    albums: [
      {
        title: "Appetite for Destruction",
        date: "1987-07-21",
        label: "Geffen",
        discs: [
          "Welcome to the Jungle 4:33 | It's So Easy 3:22 | Nightrain 4:28 | Out ta Get Me 4:23 | Mr. Brownstone 3:48 | Paradise City 6:46 | My Michelle 3:40 | Think About You 3:51 | Sweet Child o' Mine 5:56 | You're Crazy 3:16 | Anything Goes 3:26 | Rocket Queen 6:13",
        ],
      },
    ],
  },
  {
    key: "joy-division",
    name: "Joy Division",
    country: "GB",
    from: "Salford",
    begin: "1976",
    end: "1980-05-18",
    genres: ["post-punk"],
    fame: 72,
    albums: [
      {
        title: "Unknown Pleasures",
        date: "1979-06-15",
        label: "Factory",
        discs: [
          "Disorder 3:32 | Day of the Lords 4:49 | Candidate 3:05 | Insight 4:29 | New Dawn Fades 4:47 | She's Lost Control 3:57 | Shadowplay 3:55 | Wilderness 2:38 | Interzone 2:16 | I Remember Nothing 5:53",
        ],
      },
    ],
  },
  {
    key: "rem",
    name: "R.E.M.",
    country: "US",
    from: "Athens",
    begin: "1980",
    end: "2011-09-21",
    genres: ["alternative rock", "jangle pop"],
    fame: 79,
    mbid: "ea4dfa26-f633-4da6-a52a-f49ea4897b58",
    aliases: ["REM"],
    albums: [
      {
        title: "Automatic for the People",
        date: "1992-10-05",
        label: "Warner Bros.",
        discs: [
          "Drive 4:31 | Try Not to Breathe 3:50 | The Sidewinder Sleeps Tonite 4:06 | Everybody Hurts 5:17 | New Orleans Instrumental No. 1 2:13 | Sweetness Follows 4:19 | Monty Got a Raw Deal 3:17 | Ignoreland 4:24 | Star Me Kitten 3:15 | Man on the Moon 5:13 | Nightswimming 4:16 | Find the River 3:50",
        ],
      },
    ],
  },
  {
    key: "bowie",
    name: "David Bowie",
    sort: "Bowie, David",
    type: "Person",
    gender: "Male",
    country: "GB",
    from: "Brixton",
    begin: "1947-01-08",
    end: "2016-01-10",
    genres: ["art rock", "glam rock"],
    fame: 86,
    mbid: "5441c29d-3602-4898-b1a1-b77fa23b8e50",
    albums: [
      {
        title: "The Rise and Fall of Ziggy Stardust and the Spiders From Mars",
        date: "1972-06-16",
        label: "RCA Victor",
        discs: [
          "Five Years 4:42 | Soul Love 3:34 | Moonage Daydream 4:40 | Starman 4:13 | It Ain't Easy 2:58 | Lady Stardust 3:22 | Star 2:47 | Hang On to Yourself 2:40 | Ziggy Stardust 3:13 | Suffragette City 3:25 | Rock 'n' Roll Suicide 2:58",
        ],
        editions: [
          {
            title: "The Rise and Fall of Ziggy Stardust and the Spiders from Mars (2012 Remaster)",
            date: "2012-06-04",
            remaster: 2012,
          },
        ],
      },
      {
        title: "The Man Who Sold the World",
        date: "1970-11-04",
        label: "Mercury",
        discs: [
          "The Width of a Circle 8:05 | All the Madmen 5:38 | Black Country Rock 3:32 | After All 3:52 | Running Gun Blues 3:11 | Saviour Machine 4:25 | She Shook Me Cold 4:13 | The Man Who Sold the World 3:55 | The Supermen 3:38",
        ],
      },
    ],
  },
  {
    key: "beatles",
    name: "The Beatles",
    sort: "Beatles, The",
    country: "GB",
    from: "Liverpool",
    begin: "1957-03",
    end: "1970-04-10",
    genres: ["rock", "pop"],
    fame: 93,
    mbid: "b10bbbfc-cf9e-42e0-be17-e2c3e1d2600d",
    aliases: ["Beatles", "ザ・ビートルズ"],
    albums: [
      {
        title: "Abbey Road",
        date: "1969-09-26",
        label: "Apple",
        discs: [
          "Come Together 4:19 | Something 3:02 | Maxwell's Silver Hammer 3:27 | Oh! Darling 3:27 | Octopus's Garden 2:51 | I Want You (She's So Heavy) 7:47 | Here Comes the Sun 3:05 | Because 2:45 | You Never Give Me Your Money 4:02 | Sun King 2:26 | Mean Mr Mustard 1:06 | Polythene Pam 1:13 | She Came In Through the Bathroom Window 1:58 | Golden Slumbers 1:31 | Carry That Weight 1:36 | The End 2:22 | Her Majesty 0:23",
        ],
        editions: [{ title: "Abbey Road (Remastered)", date: "2009-09-09", remaster: 2009 }],
      },
    ],
  },
];
