//! Structured data by schema.org. Review facts come from front matter only, never from elsewhere.

use serde_json::{Value, json};

use super::context::PageContext;
use super::page::{absolute, translated_locales};
use crate::book::Site;

/// The address of a Creative Commons licence, else the licence as it is called.
fn licence(name: &str) -> String {
    let id = name.trim().to_uppercase().replace(' ', "-");
    if id == "CC0" || id == "CC0-1.0" {
        return "https://creativecommons.org/publicdomain/zero/1.0/".to_owned();
    }
    let parts: Vec<&str> = id.split('-').collect();
    let Some((terms, version)) = parts.iter().position(|part| part.contains('.')).map(|at| parts.split_at(at)) else {
        return name.to_owned();
    };
    let known = ["BY", "BY-SA", "BY-NC", "BY-ND", "BY-NC-SA", "BY-NC-ND"];
    let terms = terms.join("-");
    let terms = terms.strip_prefix("CC-").filter(|terms| known.contains(terms));
    match (terms, version) {
        (Some(terms), ["4.0" | "3.0" | "2.5" | "2.0"] | ["3.0", "IGO"]) => {
            let path = format!("{terms}/{}/", version.join("/")).to_lowercase();
            format!("https://creativecommons.org/licenses/{path}")
        }
        _ => name.to_owned(),
    }
}

/// JSON-LD of a page, safe inside a script element.
pub fn of_page(site: &Site, locale: usize, chapter: usize, context: &PageContext) -> String {
    let page = site.page(locale, chapter);
    let doc = site.doc(page);
    let id = |locale: usize, chapter: usize| absolute(site, site.out_path(locale, chapter).as_str());
    let real = if page.is_own() { locale } else { page.from };
    let mut data = json!({
        "@context": "https://schema.org",
        "@id": id(real, chapter),
        "url": id(real, chapter),
        "name": if chapter == 0 { &site.locale(real).title } else { &context.title },
        "inLanguage": site.locale(real).tag,
    });
    let Value::Object(map) = &mut data else { return String::new() };
    if !context.description.is_empty() {
        map.insert("description".to_owned(), json!(context.description));
    }
    if chapter == 0 {
        map.insert("@type".to_owned(), json!("Book"));
    } else {
        map.insert("@type".to_owned(), json!(["MedicalWebPage", "Chapter"]));
        map.insert("audience".to_owned(), json!({"@type": "MedicalAudience", "audienceType": "Patient"}));
        map.insert(
            "isPartOf".to_owned(),
            json!({"@type": "Book", "@id": id(real, 0), "name": site.locale(real).title}),
        );
    }
    if !context.book.licence.is_empty() {
        map.insert("license".to_owned(), json!(licence(&context.book.licence)));
    }
    if !context.book.edition.is_empty() && chapter == 0 {
        map.insert("bookEdition".to_owned(), json!(context.book.edition));
    }
    if !context.updated_iso.is_empty() {
        map.insert("dateModified".to_owned(), json!(context.updated_iso));
    }
    if let Some(doc) = doc {
        if let Some(date) = doc.front.review.reviewed.filter(|_| !doc.front.review.reviewer.is_empty()) {
            map.insert("lastReviewed".to_owned(), json!(date.to_string()));
            let people: Vec<Value> =
                doc.front.review.reviewer.iter().map(|name| json!({"@type": "Person", "name": name})).collect();
            map.insert("reviewedBy".to_owned(), json!(people));
        }
        if !doc.front.about.is_empty() {
            let about: Vec<Value> =
                doc.front.about.iter().map(|name| json!({"@type": "MedicalCondition", "name": name})).collect();
            map.insert("about".to_owned(), json!(about));
        }
        if !doc.front.keywords.is_empty() {
            map.insert("keywords".to_owned(), json!(doc.front.keywords.join(", ")));
        }
    }
    let source = site.project.source;
    if real != source {
        map.insert("translationOfWork".to_owned(), json!({"@id": id(source, chapter)}));
    } else {
        let works: Vec<Value> = translated_locales(site, chapter)
            .into_iter()
            .filter(|locale| *locale != source)
            .map(|locale| json!({"@id": id(locale, chapter)}))
            .collect();
        if !works.is_empty() {
            map.insert("workTranslation".to_owned(), json!(works));
        }
    }
    // A script element ends at `</`, whatever it holds.
    data.to_string().replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_licence_has_an_address_where_it_is_known() {
        assert_eq!(licence("CC-BY-4.0"), "https://creativecommons.org/licenses/by/4.0/");
        assert_eq!(licence("CC BY-NC-SA 3.0 IGO"), "https://creativecommons.org/licenses/by-nc-sa/3.0/igo/");
        assert_eq!(licence("CC0-1.0"), "https://creativecommons.org/publicdomain/zero/1.0/");
        for other in ["MIT", "CC-BY-9.9", "CC-XX-4.0", "All rights reserved", "https://example.org/licence"] {
            assert_eq!(licence(other), other);
        }
    }
}
