//! Units by code, with what they measure and how much of it. Factors are exact by definition (SI brochure, 9th edition;
//! 7 days, 12 months).

use super::rational::Rational;

/// An index into the table of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unit(u8);

/// What a unit measures. Two units of one kind can stand for the same quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dimension {
    Time,
    /// Months and years: their length in days is not fixed.
    Calendar,
    Clock,
    Volume,
    Mass,
    Length,
    Spoon,
    /// A unit that converts to no other.
    Own(u8),
}

const TABLE: [(&str, char, i128, i128); 86] = [
    ("s", 't', 1, 1),
    ("min", 't', 60, 1),
    ("h", 't', 3600, 1),
    ("d", 't', 86_400, 1),
    ("wk", 't', 604_800, 1),
    ("mo", 'c', 1, 1),
    ("a", 'c', 12, 1),
    ("o'clock", 'k', 1, 1),
    ("µL", 'v', 1, 1000),
    ("mL", 'v', 1, 1),
    ("cL", 'v', 10, 1),
    ("dL", 'v', 100, 1),
    ("L", 'v', 1000, 1),
    ("µg", 'm', 1, 1),
    ("mg", 'm', 1000, 1),
    ("g", 'm', 1_000_000, 1),
    ("kg", 'm', 1_000_000_000, 1),
    ("mm", 'l', 1, 1),
    ("cm", 'l', 10, 1),
    ("m", 'l', 1000, 1),
    ("km", 'l', 1_000_000, 1),
    ("tsp", 's', 1, 1),
    ("tbsp", 's', 3, 1),
    ("°C", '-', 1, 1),
    ("°F", '-', 1, 1),
    ("°", '-', 1, 1),
    ("%", '-', 1, 1),
    ("pp", '-', 1, 1),
    ("‰", '-', 1, 1),
    ("ppm", '-', 1, 1),
    ("mmHg", '-', 1, 1),
    ("IU", '-', 1, 1),
    ("kcal", '-', 1, 1),
    ("tablet", '-', 1, 1),
    ("drop", '-', 1, 1),
    ("cup", '-', 1, 1),
    ("times", '-', 1, 1),
    ("ft", '-', 1, 1),
    ("in", '-', 1, 1),
    ("lb", '-', 1, 1),
    ("oz", '-', 1, 1),
    ("gal", '-', 1, 1),
    ("pt", '-', 1, 1),
    ("mi", '-', 1, 1),
    ("yd", '-', 1, 1),
    ("mmol", '-', 1, 1),
    ("mEq", '-', 1, 1),
    ("puff", '-', 1, 1),
    ("sachet", '-', 1, 1),
    ("dose", '-', 1, 1),
    ("part", '-', 1, 1),
    ("ampoule", '-', 1, 1),
    ("bpm", '-', 1, 1),
    ("kJ", '-', 1, 1),
    ("ppb", '-', 1, 1),
    ("dB", '-', 1, 1),
    ("SPF", '-', 1, 1),
    ("m²", '-', 1, 1),
    ("cm²", '-', 1, 1),
    ("km²", '-', 1, 1),
    ("m³", '-', 1, 1),
    ("ha", '-', 1, 1),
    ("W", '-', 1, 1),
    ("kPa", '-', 1, 1),
    ("decade", '-', 1, 1),
    ("century", '-', 1, 1),
    ("spoon", '-', 1, 1),
    ("EUR", '-', 1, 1),
    ("USD", '-', 1, 1),
    ("GBP", '-', 1, 1),
    ("rupee", '-', 1, 1),
    ("taka", '-', 1, 1),
    ("riyal", '-', 1, 1),
    ("won", '-', 1, 1),
    ("yen", '-', 1, 1),
    ("yuan", '-', 1, 1),
    ("real", '-', 1, 1),
    ("lira", '-', 1, 1),
    ("rouble", '-', 1, 1),
    ("shilling", '-', 1, 1),
    ("rupiah", '-', 1, 1),
    ("dong", '-', 1, 1),
    ("peso", '-', 1, 1),
    ("toman", '-', 1, 1),
    ("franc", '-', 1, 1),
    // Counters that say nothing of the kind of quantity.
    ("n", '-', 1, 1),
];

impl Unit {
    pub fn find(code: &str) -> Option<Unit> {
        TABLE.iter().position(|unit| unit.0 == code).and_then(|at| u8::try_from(at).ok()).map(Unit)
    }

    pub fn code(self) -> &'static str {
        TABLE[self.0 as usize].0
    }

    pub fn is(self, code: &str) -> bool {
        self.code() == code
    }

    pub fn dimension(self) -> Dimension {
        match TABLE[self.0 as usize].1 {
            't' => Dimension::Time,
            'c' => Dimension::Calendar,
            'k' => Dimension::Clock,
            'v' => Dimension::Volume,
            'm' => Dimension::Mass,
            'l' => Dimension::Length,
            's' => Dimension::Spoon,
            _ => Dimension::Own(self.0),
        }
    }

    /// How much of its dimension one of it is.
    pub fn factor(self) -> Option<Rational> {
        let (_, _, top, bottom) = TABLE[self.0 as usize];
        Rational::new(top, bottom)
    }

    /// Whether two units are words for one portion, which translators may choose between.
    pub fn is_loose(self, other: Unit) -> bool {
        // "A spoon" is a small or a large one, and a pound one of weight or of money.
        let either = |one: &str, others: &[&str]| {
            (self.is(one) && others.contains(&other.code())) || (other.is(one) && others.contains(&self.code()))
        };
        if either("spoon", &["tsp", "tbsp"]) || either("GBP", &["lb"]) {
            return true;
        }
        let portion =
            |unit: Unit| matches!(unit.code(), "dose" | "puff" | "sachet" | "part" | "times" | "ampoule" | "bpm");
        portion(self) && portion(other) && !(self.is("dose") && other.is("sachet"))
    }

    /// Whether it measures an amount of a substance: what a dose is counted in or by.
    pub fn is_amount(self) -> bool {
        matches!(self.dimension(), Dimension::Mass | Dimension::Volume)
    }

    /// What it measures and how much, across the systems of measures and for spoons and cups too: in micrograms,
    /// millilitres, millimetres. Customary measures of the USA (NIST Handbook 44, appendix C); spoons of 5 and 15 mL, a
    /// cup of 240 mL (21 CFR 101.9).
    pub fn measure(self) -> Option<(char, Rational)> {
        let (code, kind, top, bottom) = TABLE[self.0 as usize];
        let (kind, top, bottom) = match code {
            "in" => ('l', 254, 10),
            "ft" => ('l', 3048, 10),
            "yd" => ('l', 9144, 10),
            "mi" => ('l', 1_609_344, 1),
            "oz" => ('m', 28_349_523, 1),
            "lb" => ('m', 453_592_370, 1),
            "gal" => ('v', 378_541, 100),
            "pt" => ('v', 473_176, 1000),
            "tsp" => ('v', 5, 1),
            "tbsp" => ('v', 15, 1),
            "cup" => ('v', 240, 1),
            _ if matches!(kind, 'v' | 'm' | 'l') => (kind, top, bottom),
            _ => return None,
        };
        Some((kind, Rational::new(top, bottom)?))
    }

    /// Whether one of them may stand where the other does in an ordinary sentence: both tell how long, or are doses.
    pub fn akin(self, other: Unit) -> bool {
        let group = |unit: Unit| match unit.dimension() {
            _ if unit.is("spoon") => 1,
            Dimension::Time | Dimension::Calendar => 0,
            Dimension::Volume | Dimension::Spoon => 1,
            Dimension::Mass => 2,
            Dimension::Length => 3,
            Dimension::Clock => 4,
            Dimension::Own(at) => 10 + at,
        };
        group(self) == group(other)
    }
}
