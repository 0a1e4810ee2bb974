//! What readers must know before they trust a page, in their own language, gravest first.

use super::context::{NavLink, Notice, Quote};
use super::view::Counts;
use crate::book::{Page, Site};
use crate::data::Date;
use crate::document::FrontMatter;
use crate::project::{Arg, State};
use crate::translation::judge::Front;
use crate::translation::{Freshness, Severity};

fn notice(level: &'static str, text: String, day: Option<Date>) -> Notice {
    Notice { level, text, date_iso: day.map(|day| day.to_string()).unwrap_or_default(), quote: None, link: None }
}

/// The notices of a chapter's page.
pub fn of_page(site: &Site, locale: usize, page: &Page, front: &FrontMatter, counts: &Counts) -> Vec<Notice> {
    let say = |id: &str, args: &[(&str, Arg)]| site.project.text(locale, id, args);
    let source = site.locale(site.project.source);
    let language = |name: &str| ("language", Arg::Text(name.to_owned()));
    let mut notices = Vec::new();
    let mut add = |level, text| notices.push(notice(level, text, None));
    if counts.n_withdrawn > 0 {
        let n = Arg::Number(counts.n_withdrawn as i64);
        add("danger", say("notice-critical-count", &[("n", n), language(&source.name)]));
    }
    if !site.locale(locale).published {
        add("warning", say("notice-draft-locale", &[]));
    }
    if page.file.is_some() && page.from != locale {
        // The text of a cover is one part of a page whose other parts are in the readers' language.
        if page.chapter == 0 {
            add(
                "warning",
                say("notice-fallback-count", &[("n", Arg::Number(1)), language(&site.locale(page.from).name)]),
            );
        } else {
            add("warning", say("notice-fallback-page", &[language(&site.locale(page.from).name)]));
        }
    }
    if counts.n_withheld > 0 {
        let n = Arg::Number(counts.n_withheld as i64);
        add("warning", say("notice-withheld-count", &[("n", n), language(&source.name)]));
    }
    if counts.n_below > 0 {
        let n = Arg::Number(counts.n_below as i64);
        add("warning", say("notice-below-count", &[("n", n), language(&source.name)]));
    }
    if counts.n_missing > 0 {
        let n = Arg::Number(counts.n_missing as i64);
        add("warning", say("notice-fallback-count", &[("n", n), language(&source.name)]));
    }
    let stale = |front: &&Front| front.freshness == Freshness::Stale(Severity::Major) && !front.withheld;
    let n_stale = counts.n_stale + site.twin(page).map_or(0, |twin| twin.front.iter().filter(stale).count());
    if n_stale > 0 {
        add("warning", say("notice-stale-count", &[("n", Arg::Number(n_stale as i64))]));
    }
    let twin = site.twin(page);
    if front.translation.machine || twin.is_some_and(|twin| twin.lowest_state() == Some(State::Machine)) {
        add("warning", say("notice-machine", &[]));
    }
    match front.review.reviewed {
        Some(reviewed) if !front.review.reviewer.is_empty() => {
            let date = site.locale(locale).formats.date(reviewed);
            let names = front.review.reviewer.join(", ");
            let text = say("notice-reviewed", &[("date", Arg::Text(date)), ("names", Arg::Text(names))]);
            notices.push(notice("info", text, Some(reviewed)));
        }
        _ => notices.push(notice("warning", say("notice-not-reviewed", &[]), None)),
    }
    if let (Some(due), Some(today)) = (front.review.due, site.project.settings.today)
        && due < today
    {
        let date = site.locale(locale).formats.date(due);
        notices.push(notice("warning", say("notice-review-due", &[("date", Arg::Text(date))]), Some(due)));
    }
    let n_unchecked = twin.map_or(0, |twin| twin.n_unchecked());
    if twin.is_some_and(|twin| n_unchecked == twin.standing.len() + twin.front.len() + twin.n_extra && n_unchecked > 0)
    {
        notices.push(notice("info", say("notice-unchecked", &[]), None));
    } else if n_unchecked > 0 {
        notices.push(notice("info", say("notice-unchecked-count", &[("n", Arg::Number(n_unchecked as i64))]), None));
    }
    notices
}

/// Who has brought the translation of a chapter how far, in sentences.
pub fn provenance(site: &Site, locale: usize, page: &Page, front: &FrontMatter) -> Vec<String> {
    let say = |id: &str, args: &[(&str, Arg)]| site.project.text(locale, id, args);
    let mut out = Vec::new();
    let named =
        [("translated-by", &front.translation.translator), ("translation-reviewed-by", &front.translation.reviewer)];
    for (id, names) in named.into_iter().filter(|(_, names)| !names.is_empty()) {
        out.push(say(id, &[("names", Arg::Text(names.join(", ")))]));
    }
    let Some(twin) = site.twin(page) else { return out };
    let state = match twin.lowest_state() {
        // A machine's translation has a notice of its own.
        None | Some(State::Machine | State::Revoked) => None,
        Some(State::Draft) => Some("translation-draft"),
        Some(State::Translated) => Some("translation-translated"),
        Some(State::Revised) => Some("translation-revised"),
        Some(State::Medical) => Some("translation-medical"),
    };
    out.extend(state.map(|id| say(id, &[])));
    let n_minor = twin.standing.iter().filter(|one| one.freshness == Freshness::Stale(Severity::Minor)).count();
    if n_minor > 0 {
        out.push(say("translation-minor", &[("n", Arg::Number(n_minor as i64))]));
    }
    out
}

/// The notices that take the place of withdrawn advice.
pub fn withdrawn(site: &Site, locale: usize, page: &Page, see: Option<NavLink>) -> Vec<Notice> {
    let Some(front) = site.withdrawn(page) else { return Vec::new() };
    let say = |id: &str, args: &[(&str, Arg)]| site.project.text(locale, id, args);
    let day = withdrawal_date(front);
    let date = day.map_or_else(|| "—".to_owned(), |day| site.locale(locale).formats.date(day));
    let mut notices = vec![notice("danger", say("notice-withdrawn", &[("date", Arg::Text(date))]), day)];
    if let Some((reason, from)) = reason(site, page) {
        let from = site.locale(from);
        let quote = Quote { text: reason.to_owned(), lang: from.tag.clone(), dir: from.dir.to_owned() };
        notices.push(Notice { quote: Some(quote), ..notice("danger", say("notice-withdrawn-reason", &[]), None) });
    }
    if let Some(see) = see {
        notices.push(Notice { link: Some(see), ..notice("danger", say("notice-withdrawn-see", &[]), None) });
    }
    notices
}

/// The day on which a chapter was withdrawn.
pub fn withdrawal_date(front: &FrontMatter) -> Option<Date> {
    front.withdrawn.as_ref()?.date.or(front.updated).or(front.date)
}

/// Why a chapter was withdrawn, in the language of the page if it says so, with the locale it is in.
fn reason<'a>(site: &'a Site, page: &Page) -> Option<(&'a str, usize)> {
    let own = site.doc(page).map(|doc| (&doc.front, page.from));
    let source = site.source_doc(page.chapter).map(|doc| (&doc.front, site.project.source));
    let said = |(front, from): (&'a FrontMatter, usize)| Some((front.withdrawn.as_ref()?.reason.as_deref()?, from));
    own.and_then(said).or_else(|| source.and_then(said))
}
