//! Exact fractions: a dose has no rounding error.

use std::cmp::Ordering;
use std::fmt;

/// A fraction in lowest terms with a positive denominator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rational {
    top: i128,
    bottom: i128,
}

impl Rational {
    pub const ONE: Rational = Rational { top: 1, bottom: 1 };

    /// `None` if the denominator is zero.
    pub fn new(top: i128, bottom: i128) -> Option<Rational> {
        let divisor =
            i128::try_from(gcd(top.unsigned_abs(), bottom.unsigned_abs())).ok().filter(|divisor| *divisor != 0)?;
        let sign = bottom.signum();
        (sign != 0)
            .then_some(Rational { top: top.checked_mul(sign)? / divisor, bottom: bottom.checked_abs()? / divisor })
    }

    pub fn whole(value: i128) -> Rational {
        Rational { top: value, bottom: 1 }
    }

    /// Reads ASCII digits before and after the decimal sign, up to 30 of them.
    pub fn decimal(whole: &str, fraction: &str) -> Option<Rational> {
        let digits = format!("{whole}{fraction}");
        if digits.len() > 30 {
            return None;
        }
        Rational::new(digits.parse().ok()?, 10_i128.checked_pow(u32::try_from(fraction.len()).ok()?)?)
    }

    /// Reads `3` or `1/2`.
    pub fn parse(text: &str) -> Option<Rational> {
        match text.split_once('/') {
            Some((top, bottom)) => Rational::new(top.parse().ok()?, bottom.parse().ok()?),
            None => Some(Rational::whole(text.parse().ok()?)),
        }
    }

    pub fn times(self, other: Rational) -> Option<Rational> {
        Rational::new(self.top.checked_mul(other.top)?, self.bottom.checked_mul(other.bottom)?)
    }

    pub fn plus(self, other: Rational) -> Option<Rational> {
        let top = self.top.checked_mul(other.bottom)?.checked_add(other.top.checked_mul(self.bottom)?)?;
        Rational::new(top, self.bottom.checked_mul(other.bottom)?)
    }

    pub fn negative(self) -> Rational {
        Rational { top: -self.top, ..self }
    }

    pub fn magnitude(self) -> Rational {
        Rational { top: self.top.abs(), ..self }
    }

    /// The value if it is whole.
    pub fn integer(self) -> Option<i128> {
        (self.bottom == 1).then_some(self.top)
    }
}

impl PartialOrd for Rational {
    fn partial_cmp(&self, other: &Rational) -> Option<Ordering> {
        Some(self.top.checked_mul(other.bottom)?.cmp(&other.top.checked_mul(self.bottom)?))
    }
}

impl fmt::Display for Rational {
    /// As a decimal where that is exact and short, else as a fraction.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.bottom == 1 {
            return write!(f, "{}", self.top);
        }
        for places in 1..=6_u32 {
            let scale = 10_i128.pow(places);
            if scale % self.bottom == 0
                && let Some(all) = self.top.checked_mul(scale / self.bottom)
            {
                let sign = if all < 0 { "-" } else { "" };
                let all = all.abs();
                return write!(f, "{sign}{}.{:0width$}", all / scale, all % scale, width = places as usize);
            }
        }
        write!(f, "{}/{}", self.top, self.bottom)
    }
}

fn gcd(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_exact_and_never_overflow() {
        let read = |text: &str| Rational::parse(text).expect("a fraction");
        assert_eq!(Rational::decimal("0", "10"), Some(read("1/10")));
        assert_eq!(read("1/3").plus(read("1/6")), Some(read("1/2")));
        assert_eq!(Rational::new(1, 0), None);
        assert_eq!(Rational::whole(i128::MAX).times(Rational::whole(2)), None);
        let shown = ["7", "1/2", "-1/8", "1/3"].map(|text| read(text).to_string());
        assert_eq!(shown, ["7", "0.5", "-0.125", "1/3"]);
    }
}
