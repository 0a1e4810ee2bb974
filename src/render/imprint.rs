//! What a copy says of itself, wherever it goes: which edition it is, whose, where a newer one is, and what to know
//! before one relies on it. The notices of the cover's own text stand beside it.

use super::page;
use crate::book::Site;
use crate::project::Arg;

/// In the readers' language, ready to be shown.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Imprint {
    /// Edition, date and licence, as far as they are known.
    pub facts: Vec<String>,
    /// Where the book is on the web.
    pub address: Option<String>,
    /// How much of the book is in this language; empty for the source.
    pub coverage: String,
    /// That there may be a newer edition, when to look for it, and which language counts.
    pub cautions: Vec<String>,
}

/// The imprint of the book in a locale.
pub fn of_book(site: &Site, locale: usize) -> Imprint {
    let config = &site.project.config;
    let say = |id: &str, args: &[(&str, Arg)]| site.project.text(locale, id, args);
    let date = page::edition_date(site).map(|date| site.locale(locale).formats.date(date));
    let licence = config.licence.clone().map(|licence| say("licence", &[("licence", Arg::Text(licence))]));
    let newer = config.edition.clone().zip(date).map(|(edition, date)| {
        let args = [("edition", Arg::Text(edition)), ("date", Arg::Text(date))];
        say("notice-edition", &args)
    });
    let address = page::absolute(site, site.out_path(locale, 0).as_str());
    let cautions = [newer.unwrap_or_default(), page::check_after(site, locale), page::binding(site, locale)];
    Imprint {
        facts: edition(site, locale).into_iter().chain(licence).collect(),
        address: Some(address).filter(|address| !address.is_empty()),
        coverage: page::coverage(site, locale),
        cautions: cautions.into_iter().filter(|caution| !caution.is_empty()).collect(),
    }
}

/// Edition and date, for every page of a copy that can be taken apart.
pub fn edition(site: &Site, locale: usize) -> Vec<String> {
    let say = |id: &str, name: &str, value: String| site.project.text(locale, id, &[(name, Arg::Text(value))]);
    let date = page::edition_date(site).map(|date| site.locale(locale).formats.date(date));
    let edition = site.project.config.edition.clone().map(|edition| say("edition", "edition", edition));
    edition.into_iter().chain(date.map(|date| say("book-date", "date", date))).collect()
}
