//! What readers must know before they trust a page, in their own language, gravest first.

use super::context::{NavLink, Notice};
use super::html::Body;
use crate::book::{Page, Site};
use crate::data::Date;
use crate::document::FrontMatter;
use crate::project::Arg;

fn notice(level: &'static str, text: String, day: Option<Date>) -> Notice {
    Notice { level, text, date_iso: day.map(|day| day.to_string()).unwrap_or_default(), link: None }
}

/// The notices of a chapter's page.
pub fn of_page(site: &Site, locale: usize, page: &Page, front: &FrontMatter, body: &Body) -> Vec<Notice> {
    let say = |id: &str, args: &[(&str, Arg)]| site.project.text(locale, id, args);
    let source = site.locale(site.project.source);
    let language = |name: &str| ("language", Arg::Text(name.to_owned()));
    let mut notices = Vec::new();
    let mut add = |level, text| notices.push(notice(level, text, None));
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
    if body.n_withheld > 0 {
        let n = Arg::Number(body.n_withheld as i64);
        add("warning", say("notice-withheld-count", &[("n", n), language(&source.name)]));
    }
    if body.n_missing > 0 {
        let n = Arg::Number(body.n_missing as i64);
        add("warning", say("notice-fallback-count", &[("n", n), language(&source.name)]));
    }
    if front.translation.machine {
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
    notices
}

/// The notice that takes the place of withdrawn advice.
pub fn withdrawn(site: &Site, locale: usize, front: &FrontMatter, see: Option<NavLink>) -> Vec<Notice> {
    let Some(withdrawn) = &front.withdrawn else { return Vec::new() };
    let say = |id: &str, args: &[(&str, Arg)]| site.project.text(locale, id, args);
    let day = withdrawn.date.or(front.updated).or(front.date);
    let date = day.map_or_else(|| "—".to_owned(), |day| site.locale(locale).formats.date(day));
    let mut notices = vec![notice("danger", say("notice-withdrawn", &[("date", Arg::Text(date))]), day)];
    if let Some(reason) = &withdrawn.reason {
        let text = format!("{} {reason}", say("notice-withdrawn-reason", &[]));
        notices.push(notice("danger", text, None));
    }
    if let Some(see) = see {
        notices.push(Notice { link: Some(see), ..notice("danger", say("notice-withdrawn-see", &[]), None) });
    }
    notices
}
