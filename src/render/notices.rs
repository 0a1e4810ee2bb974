//! What readers must know before they trust a page, in their own language, gravest first.

use super::context::{NavLink, Notice};
use super::html::Body;
use crate::book::{Page, Site};
use crate::document::FrontMatter;
use crate::project::Arg;

/// The notices of a chapter's page.
pub fn of_page(site: &Site, locale: usize, page: &Page, front: &FrontMatter, body: &Body) -> Vec<Notice> {
    let say = |id: &str, args: &[(&str, Arg)]| site.project.text(locale, id, args);
    let source = site.locale(site.project.source);
    let language = |name: &str| ("language", Arg::Text(name.to_owned()));
    let mut notices = Vec::new();
    let mut add = |level: &'static str, text: String| notices.push(Notice { level, text, link: None });
    if !site.locale(locale).published {
        add("warning", say("notice-draft-locale", &[]));
    }
    if page.file.is_some() && page.from != locale {
        add("warning", say("notice-fallback-page", &[language(&site.locale(page.from).name)]));
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
        Some(date) if !front.review.reviewer.is_empty() => {
            let date = site.locale(locale).formats.date(date);
            let names = front.review.reviewer.join(", ");
            add("info", say("notice-reviewed", &[("date", Arg::Text(date)), ("names", Arg::Text(names))]));
        }
        _ => add("warning", say("notice-not-reviewed", &[])),
    }
    if let (Some(due), Some(today)) = (front.review.due, site.project.settings.today)
        && due < today
    {
        let date = site.locale(locale).formats.date(due);
        add("warning", say("notice-review-due", &[("date", Arg::Text(date))]));
    }
    notices
}

/// The notice that takes the place of withdrawn advice.
pub fn withdrawn(site: &Site, locale: usize, front: &FrontMatter, see: Option<NavLink>) -> Vec<Notice> {
    let Some(withdrawn) = &front.withdrawn else { return Vec::new() };
    let say = |id: &str, args: &[(&str, Arg)]| site.project.text(locale, id, args);
    let date = withdrawn
        .date
        .or(front.updated)
        .or(front.date)
        .map(|date| site.locale(locale).formats.date(date))
        .unwrap_or_else(|| "—".to_owned());
    let mut notices =
        vec![Notice { level: "danger", text: say("notice-withdrawn", &[("date", Arg::Text(date))]), link: None }];
    if let Some(reason) = &withdrawn.reason {
        let text = format!("{} {reason}", say("notice-withdrawn-reason", &[]));
        notices.push(Notice { level: "danger", text, link: None });
    }
    if let Some(see) = see {
        notices.push(Notice { level: "danger", text: say("notice-withdrawn-see", &[]), link: Some(see) });
    }
    notices
}
