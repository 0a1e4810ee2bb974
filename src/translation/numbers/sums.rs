//! Numbers of several words or parts: "two hundred and fifty", "3 crore 30 lakh".

use super::Origin;
use super::rational::Rational;
use super::read::Reader;
use super::sense::Sense;
use super::tokens::What;

impl Reader<'_> {
    pub fn scaled(&self, values: &mut Vec<Rational>, mut next: usize, word: bool) -> usize {
        let mut last = Rational::ONE;
        loop {
            let sense = self.sense(next);
            // "une dizaine de milliers", "60多万".
            let more = self.lexicon.han && sense.after.is_some();
            let of = (sense.open || more) && self.sense(next + 1).scale.is_some();
            if of {
                next += 1;
            } else if let Some(scale) = sense.scale.filter(|_| sense.number.is_none() || (word && few(values))) {
                *values = values.iter().filter_map(|value| value.times(scale)).collect();
                last = scale;
                // "4割", "四成": tens of a percent.
                if sense.unit.is_some() {
                    return next;
                }
                next += 1;
                // "mil millones", and the rest of a number such as "三万五千".
            } else if let (Some(add), [value]) = (sense.add_after, &values[..])
                && (value.integer().is_some())
                && sense.unit.is_none()
            {
                // "two and a half million", "un millón y medio".
                let sum = add.times(last).and_then(|add| value.plus(add));
                *values = sum.into_iter().collect();
                next += 1;
            } else if last > Rational::whole(1000)
                && let Some((sum, after)) = self.smaller(values, next, last)
            {
                (*values, next) = (vec![sum], after);
            } else {
                return next;
            }
        }
    }

    /// "3 करोड़ 30 लाख", "1億2000万": a second number with a smaller scale follows.
    fn smaller(&self, values: &[Rational], next: usize, scale: Rational) -> Option<(Rational, usize)> {
        let starts = matches!(self.tokens.get(next).map(|token| &token.what), Some(What::Number(_) | What::Han(_)))
            || self.sense(next).number.is_some();
        let [value] = values else { return None };
        let (more, _, after) = starts.then(|| self.value(next)).flatten()?;
        let [more] = more[..] else { return None };
        // "1万5000".
        let digits = matches!(self.tokens[next].what, What::Number(_)) && after == next + 1;
        let han =
            self.lexicon.period_first && digits && scale == Rational::whole(10_000) && more >= Rational::whole(10);
        let own = self.sense(after - 1).scale.filter(|own| *own < scale && *own > Rational::ONE);
        let fits = han || (own.is_some() && after > next + 1);
        (fits && more < scale).then(|| Some((value.plus(more)?, after))).flatten()
    }

    /// "deux cent cinquante", "mille deux cents": what is smaller follows its hundreds or thousands.
    pub fn rest(&self, values: &mut Vec<Rational>, origin: &mut Origin, next: usize) -> usize {
        let scale = self.sense(next.saturating_sub(1)).scale.and_then(Rational::integer);
        let Some(scale) = scale.filter(|scale| *scale == 100 || *scale == 1000) else { return next };
        let [value] = values[..] else { return next };
        // "two hundred and fifty".
        let begin = next + usize::from(self.sense(next).and && scale == 100 && self.sense(next + 1).number.is_some());
        let and = begin > next;
        if self.sense(begin).number.is_none() {
            return next;
        }
        let Some((more, quantity, after)) = self.value(begin) else { return next };
        match &more[..] {
            [more]
                if quantity.origin == Origin::Word
                    && more.integer().is_some_and(|more| (if and { 10 } else { 2 }..scale).contains(&more)) =>
            {
                *values = value.plus(*more).into_iter().collect();
                *origin = Origin::Word;
                after
            }
            _ => next,
        }
    }

    /// "twenty-five", "treinta y cinco", "three hundred".
    pub fn compound(&self, at: usize, tens: Rational) -> Option<(Rational, usize)> {
        let value = tens.integer().filter(|value| {
            let (least, most) = if self.lexicon.unit_first { (10, 9000) } else { (20, 900) };
            (least..=most).contains(value) && value % 10 == 0
        })?;
        let joined = self.is_mark(at + 1, &['-']) || self.sense(at + 1).and;
        let next = if joined { at + 2 } else { at + 1 };
        let first = self.sense(next).number?;
        let (ones, after) = match first.integer()? < value {
            true => self.compound(next, first).unwrap_or((first, next + 1)),
            false => return None,
        };
        let ones = ones.integer()?;
        // "mia mbili" is two hundreds.
        if self.lexicon.unit_first && !joined && matches!(value, 100 | 1000) && (2..10).contains(&ones) {
            let product = Rational::whole(value * ones);
            return self.compound(after - 1, product).or(Some((product, after)));
        }
        let place = if value % 1000 == 0 {
            1000
        } else if value % 100 == 0 {
            100
        } else {
            10
        };
        (1..place).contains(&ones).then(|| (Rational::whole(value + ones), after))
    }

    /// "خمسة وعشرين": ones before tens.
    pub fn inverted(&self, at: usize, ones: Rational) -> Option<(Rational, usize)> {
        let arabic = self.lexicon.prefixes.iter().any(|prefix| prefix[..] == ['و']);
        ones.integer().filter(|ones| arabic && (1..10).contains(ones) && self.sense(at + 1).and)?;
        // The article may stand between.
        let skip = usize::from(*self.sense(at + 2) == Sense::default() && self.glued(at + 3));
        let tens = self.sense(at + 2 + skip).number?;
        let fits = tens.integer().is_some_and(|tens| (20..100).contains(&tens) && tens % 10 == 0);
        fits.then(|| Some((ones.plus(tens)?, at + 3 + skip))).flatten()
    }

    /// A number again in brackets after its word: "five (5) days".
    pub fn repeated(&self, at: usize, value: Rational) -> usize {
        let again = match self.tokens.get(at + 1).map(|token| &token.what) {
            Some(What::Number(written)) => written.values.contains(&value),
            _ => false,
        };
        if again && self.is_mark(at, &['(', '（']) && self.is_mark(at + 2, &[')', '）']) { at + 3 } else { at }
    }
}

/// Whether a word for a hundred, which is also a number of its own or something else, is multiplied: "deux cents".
fn few(values: &[Rational]) -> bool {
    matches!(values, [value] if value.integer().is_some_and(|value| (2..10).contains(&value)) || *value < Rational::ONE)
}
