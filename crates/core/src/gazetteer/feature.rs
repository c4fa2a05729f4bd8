//! What kind of place an entry is, in the feature codes of GeoNames.

macro_rules! features {
    ($($(#[$doc:meta])* $feature:ident = $code:literal,)+) => {
        /// A feature class and code of GeoNames: `P.PPL` is a populated place.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Feature { $($(#[$doc])* $feature,)+ }

        impl Feature {
            /// Every feature, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$feature,)+];

            /// Class and code: `A.ADM1`.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$feature => $code,)+ }
            }

            /// The feature of that class and code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$feature),)+ _ => None }
            }
        }
    };
}

features! {
    /// Independent country.
    Country = "A.PCLI",
    /// Dependent or disputed territory with an ISO code of its own.
    Territory = "A.PCLD",
    /// Country that is no more.
    FormerCountry = "A.PCLH",
    /// First-level division: state, province.
    Division1 = "A.ADM1",
    /// Second-level division: county, district.
    Division2 = "A.ADM2",
    /// City, town, village.
    City = "P.PPL",
    /// Capital of a country.
    Capital = "P.PPLC",
    /// Part of a town.
    Quarter = "P.PPLX",
    /// Continent.
    Continent = "L.CONT",
    /// Region.
    Region = "L.RGN",
    /// Park.
    Park = "L.PRK",
    /// Desert.
    Desert = "L.DSRT",
    /// Ocean.
    Ocean = "H.OCN",
    /// Sea.
    Sea = "H.SEA",
    /// Gulf.
    Gulf = "H.GULF",
    /// Bay.
    Bay = "H.BAY",
    /// Strait.
    Strait = "H.STRT",
    /// Channel.
    Channel = "H.CHN",
    /// Canal.
    Canal = "H.CNL",
    /// Lake.
    Lake = "H.LK",
    /// River.
    River = "H.STM",
    /// Waterfall.
    Falls = "H.FLLS",
    /// Reef.
    Reef = "H.RF",
    /// Shoal.
    Shoal = "H.SHOL",
    /// Mountains.
    Mountains = "T.MTS",
    /// Mountain.
    Mountain = "T.MT",
    /// Canyon.
    Canyon = "T.CNYN",
    /// Island.
    Island = "T.ISL",
    /// Islands.
    Islands = "T.ISLS",
    /// Street or road.
    Street = "R.ST",
    /// Official building.
    Building = "S.BLDO",
    /// Square.
    Square = "S.SQR",
    /// Airport.
    Airport = "S.AIRP",
    /// Military installation.
    Base = "S.INSM",
    /// Nuclear power station.
    NuclearStation = "S.NPS",
    /// Hospital.
    Hospital = "S.HSP",
    /// School or university.
    School = "S.SCH",
    /// Bridge.
    Bridge = "S.BDG",
    /// Any other site or building.
    Site = "S.FCL",
}

impl Feature {
    /// Whether it is a country or a territory with a code of its own.
    #[must_use]
    pub fn is_country(self) -> bool {
        matches!(self, Self::Country | Self::Territory)
    }

    /// Whether it is a city, a town, a village or a part of one.
    #[must_use]
    pub fn is_populated(self) -> bool {
        matches!(self, Self::City | Self::Capital | Self::Quarter)
    }

    /// Whether it is a first- or second-level division.
    #[must_use]
    pub fn is_division(self) -> bool {
        matches!(self, Self::Division1 | Self::Division2)
    }

    /// How wide it is: 0 a spot, 1 a town, 2 a district, 3 a province, 4 a country or region, 5 a continent or ocean.
    #[must_use]
    pub fn extent(self) -> u8 {
        match self {
            Self::Continent | Self::Ocean => 5,
            Self::Country | Self::FormerCountry | Self::Region | Self::Sea | Self::Desert | Self::Mountains => 4,
            Self::Territory
            | Self::Division1
            | Self::Gulf
            | Self::Bay
            | Self::River
            | Self::Islands
            | Self::Island
            | Self::Strait
            | Self::Channel => 3,
            Self::Division2 | Self::Lake | Self::Reef => 2,
            Self::City | Self::Capital => 1,
            _ => 0,
        }
    }
}
