//! The preview as its browser, and as its enemies, meet it: over a real socket.

mod support;

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use handbook::project::Settings;
use handbook::serve::preview::{Preview, SCRIPT_TAG};
use handbook::serve::{self, Options};
use support::{fresh, write};

const TIME: Duration = Duration::from_secs(20);

struct Bed {
    root: PathBuf,
    port: u16,
    url: String,
}

fn start(name: &str, address: Option<&str>) -> Bed {
    let root = fresh(&format!("preview-{name}")).join("book");
    write(
        &root,
        "handbook.toml",
        "[handbook]\nsource = \"en\"\nlocales = [\"en\", \"ar\"]\nbase_url = \"https://b.org\"\n",
    );
    for (tag, say) in [("en", "Hands"), ("ar", "اليدان")] {
        write(&root, &format!("content/{tag}/SUMMARY.md"), "- [Hands](hands.md)\n- [Masks](masks.md)\n");
        write(&root, &format!("content/{tag}/index.md"), format!("# {say}\n\n{say}.\n"));
        write(&root, &format!("content/{tag}/masks.md"), format!("# {say} 2\n\nText.\n"));
        write(&root, &format!("locales/{tag}/locale.toml"), format!("title = \"{say}\"\n"));
    }
    write(&root, "content/en/hands.md", "# Hands\n\nWash for 20 seconds.\n\n- soap\n- water\n\nDry them.\n");
    write(&root, "content/ar/hands.md", "# اليدان\n\nاغسل 20 ثانية.\n\n- صابون\n- ماء\n");
    write(&root, "themes/default/static/sound.ogg", (0..=255).collect::<Vec<u8>>());
    write(root.parent().expect("a folder"), "secret.txt", "the secret of another folder");
    let options = Options {
        root: root.clone(),
        settings: Box::new(|| Settings {
            drafts: true,
            today: handbook::data::Date::parse("2026-11-24"),
            ..Settings::default()
        }),
        address: Some(address.unwrap_or("localhost:0").to_owned()),
        poll: false,
        who: Some("s.akter".to_owned()),
    };
    let mut server = serve::start(options).expect("a server");
    let url = server.url.clone();
    let port = url.rsplit(':').next().and_then(|rest| rest.split('/').next()).and_then(|port| port.parse().ok());
    std::thread::spawn(move || {
        loop {
            server.wait();
        }
    });
    Bed { root, port: port.expect("a port"), url }
}

impl Bed {
    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(TIME)).expect("a limit");
        stream
    }

    /// What the server sends back to these bytes until it closes.
    fn raw(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        let _ = stream.write_all(bytes);
        let mut out = Vec::new();
        let _ = stream.read_to_end(&mut out);
        String::from_utf8_lossy(&out).into_owned()
    }

    fn get(&self, target: &str, headers: &str) -> String {
        let port = self.port;
        self.raw(
            format!("GET {target} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n{headers}\r\n").as_bytes(),
        )
    }

    fn status(&self, target: &str, headers: &str) -> String {
        status(&self.get(target, headers))
    }
}

fn status(answer: &str) -> String {
    answer.split(' ').nth(1).unwrap_or_default().to_owned()
}

fn body(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").map_or("", |parts| parts.1)
}

// What a browser gets.

#[test]
fn pages_types_and_headers() {
    let bed = start("pages", None);
    let page = bed.get("/en/hands.html", "");
    assert_eq!(status(&page), "200");
    for header in [
        "content-type: text/html; charset=utf-8",
        "cache-control: no-store",
        "x-content-type-options: nosniff",
        "cross-origin-resource-policy: same-origin",
        "content-security-policy: default-src 'none'; script-src 'self' 'sha256-",
    ] {
        assert!(page.contains(header), "{header}\n{page}");
    }
    assert!(!page.contains("access-control-allow"), "{page}");
    assert_eq!(page.matches(SCRIPT_TAG).count(), 1);
    assert!(bed.get("/sound.ogg", "").contains("content-type: audio/ogg"));
    assert_eq!(status(&bed.get("/", "")), "200");
    let folder = bed.get("/en", "");
    assert_eq!((status(&folder).as_str(), folder.contains("location: /en/\r\n")), ("301", true));
    let missing = bed.get("/ar/none.html", "");
    assert_eq!(status(&missing), "404");
    assert!(missing.contains("<html lang=\"ar\" dir=\"rtl\">"), "the locale's own page\n{missing}");
    assert!(bed.get("/none.html", "").contains("<html lang=\"en\""));
    let head =
        bed.raw(format!("HEAD /en/ HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n", bed.port).as_bytes());
    assert_eq!((status(&head).as_str(), body(&head)), ("200", ""));
}

#[test]
fn ranges() {
    let bed = start("ranges", None);
    let part = bed.raw(
        format!(
            "GET /sound.ogg HTTP/1.1\r\nHost: localhost:{}\r\nRange: bytes=65-69\r\nConnection: close\r\n\r\n",
            bed.port
        )
        .as_bytes(),
    );
    assert_eq!((status(&part).as_str(), body(&part)), ("206", "ABCDE"));
    assert!(part.contains("content-range: bytes 65-69/256"), "{part}");
    assert_eq!(body(&bed.get("/sound.ogg", "Range: bytes=-1\r\n")).len(), "\u{fffd}".len());
    assert_eq!(bed.status("/sound.ogg", "Range: bytes=999-\r\n"), "416");
    assert_eq!(bed.status("/sound.ogg", "Range: bytes=0-1,4-5\r\n"), "200", "several ranges are not answered");
    assert_eq!(bed.status("/sound.ogg", "Range: bytes=x\r\n"), "200");
}

/// Reads a stream until it holds a text.
fn read_until(stream: &mut TcpStream, text: &str) -> String {
    let mut got = Vec::new();
    let mut piece = [0; 4096];
    let start = Instant::now();
    while !String::from_utf8_lossy(&got).contains(text) {
        assert!(start.elapsed() < TIME, "{text} in {}", String::from_utf8_lossy(&got));
        match stream.read(&mut piece) {
            Ok(0) | Err(_) => panic!("the stream ended: {}", String::from_utf8_lossy(&got)),
            Ok(n) => got.extend(&piece[..n]),
        }
    }
    String::from_utf8_lossy(&got).into_owned()
}

fn listen(bed: &Bed, path: &str, have: &str) -> TcpStream {
    let mut stream = bed.connect();
    let port = bed.port;
    let ask = format!("GET /_/events?path={path}&have={have} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n");
    stream.write_all(ask.as_bytes()).expect("a request");
    stream
}

#[test]
fn only_the_pages_touched_are_sent() {
    let bed = start("events", None);
    let hash = |path: &str| {
        let page = bed.get(path, "");
        page.split("page;desc=\"").nth(1).expect("a hash")[..32].to_owned()
    };
    let mut hands = listen(&bed, "%2Fen%2Fhands.html", &hash("/en/hands.html"));
    let mut masks = listen(&bed, "%2Fen%2Fmasks.html", &hash("/en/masks.html"));
    let mut twin = listen(&bed, "%2Far%2Fhands.html", &hash("/ar/hands.html"));
    for stream in [&mut hands, &mut masks, &mut twin] {
        let first = read_until(stream, "event: problems");
        assert!(!first.contains("event: page"), "nothing is new\n{first}");
    }
    write(&bed.root, "content/en/hands.md", "# Hands\n\nWash well for 20 seconds.\n\n- soap\n- water\n\nDry them.\n");
    let sent = read_until(&mut hands, "\n\n");
    assert!(sent.contains("event: page") && sent.contains("Wash well"), "{sent}");
    // The twin shows the source's last block, which has not changed.
    for stream in [&mut masks, &mut twin] {
        stream.set_read_timeout(Some(Duration::from_millis(700))).expect("a limit");
        let mut piece = [0; 4096];
        let n = stream.read(&mut piece).unwrap_or(0);
        let sent = String::from_utf8_lossy(&piece[..n]);
        assert!(!sent.contains("event: page"), "{sent}");
    }
    // A page that is new to the browser is sent at once.
    read_until(&mut listen(&bed, "%2Fen%2Fmasks.html", "old"), "event: page");
}

#[test]
fn errors_are_shown_over_the_last_good_page() {
    let bed = start("errors", None);
    let mut hands = listen(&bed, "%2Fen%2Fhands.html", "");
    read_until(&mut hands, "event: problems");
    write(&bed.root, "content/en/hands.md", "# Hands\n\nNew text. [x](none.md)\n");
    let sent = read_until(&mut hands, "event: problems");
    assert!(sent.contains("error[K01]: ") && sent.contains("content/en/hands.md:3:11"), "{sent}");
    assert!(sent.contains("vscode://file/"), "{sent}");
    assert!(sent.contains("\"old\":true"), "{sent}");
    assert!(bed.get("/en/hands.html", "").contains("20 seconds"), "the last good page");
    assert!(!bed.get("/en/masks.html", "").contains("New text"));
    let masks = bed.get("/en/masks.html", "");
    assert_eq!(status(&masks), "200", "other pages stay usable");
    write(&bed.root, "content/en/hands.md", "# Hands\n\nNewer text.\n");
    let sent = read_until(&mut hands, "\"list\":[]");
    assert!(sent.contains("Newer text"), "{sent}");
}

#[test]
fn an_error_beside_the_chapters_holds_none_of_them_back() {
    let bed = start("beside", None);
    let mut hands = listen(&bed, "%2Fen%2Fhands.html", "");
    read_until(&mut hands, "event: problems");
    write(&bed.root, "content/en/SUMMARY.md", "- [Hands](hands.md)\n- [Masks](masks.md)\n- [New](new.md)\n");
    let sent = read_until(&mut hands, "new.md");
    assert!(sent.contains("\"old\":false"), "{sent}");
    write(&bed.root, "content/en/hands.md", "# Hands\n\nWash for 40 seconds.\n");
    read_until(&mut hands, "40 seconds");
    write(&bed.root, "content/en/new.md", "# New\n");
    read_until(&mut hands, "\"list\":[]");
}

#[test]
fn a_static_file_that_changes_is_loaded_again() {
    let bed = start("static", None);
    let mut hands = listen(&bed, "%2Fen%2Fhands.html", "");
    read_until(&mut hands, "event: problems");
    write(&bed.root, "themes/default/static/sound.ogg", "other");
    read_until(&mut hands, "event: reload");
}

#[test]
fn a_source_is_found_from_its_page() {
    let bed = start("source", None);
    let marked = bed.get("/_/source?path=%2Fen%2Fhands.html", "");
    let root = bed.root.canonicalize().expect("a folder");
    let at = |line: usize| format!("data-at=\"vscode://file/{}/content/en/hands.md:{line}:1\"", root.display());
    for line in [3, 5, 6, 8] {
        assert!(marked.contains(&at(line)), "{line}: {marked}");
    }
    assert_eq!(bed.status("/_/source?path=%2Fnone.html", ""), "404");
    // But for the places it is the page.
    let plain = bed.get("/en/hands.html", "");
    let mut bare = body(&marked).to_owned();
    while let Some(at) = bare.find(" data-at=\"") {
        let end = at + 10 + bare[at + 10..].find('"').expect("a quote") + 1;
        bare.replace_range(at..end, "");
    }
    assert!(plain.contains(bare.trim()), "{bare}\n{plain}");
}

#[test]
fn the_translation_view_and_the_dashboard() {
    let bed = start("compare", None);
    let view = bed.get("/_/compare/ar/hands", "");
    assert_eq!(status(&view), "200");
    assert!(view.contains("<div lang=\"ar\" dir=\"rtl\">"), "{view}");
    assert!(view.contains("Missing: readers see the source"), "the last paragraph\n{view}");
    assert_eq!(bed.status("/_/compare/xx/hands", ""), "404");
    assert_eq!(bed.status("/_/compare/ar/none", ""), "404");
    let board = bed.get("/_/", "");
    assert!(board.contains("href=\"/_/compare/ar/hands\">1 missing"), "{board}");
    assert!(board.contains("A25") && board.contains("en/hands.html"), "{board}");
    assert_eq!(bed.status("/_", ""), "301");
}

// What an enemy gets.

#[test]
fn nothing_outside_the_site_is_read() {
    let bed = start("paths", None);
    for target in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/en/../../secret.txt",
        "/%252e%252e/secret.txt",
        "/en/%2e%2e%2f%2e%2e%2fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "/%00/../secret.txt",
        "/secret.txt%00.html",
        "//secret.txt",
        "/%c0%ae%c0%ae/secret.txt",
        "/handbook.toml",
        "/content/en/hands.md",
        "/.handbook/lock",
        "/en/hands.html::$DATA",
        "/C:/secret.txt",
        "/file:///etc/passwd",
        "/etc/passwd",
        "/@fs/etc/passwd",
        "/en/hands.md?raw",
        "/_/../../secret.txt",
        "/_/compare/../../secret",
        "/_/compare/ar/../../../secret",
        "/_/source?path=%2F..%2Fsecret.txt",
        "/_/source?path=..%2F..%2Fhandbook.toml",
        "/CON.txt",
        "/NUL",
    ] {
        let answer = bed.get(target, "");
        assert!(matches!(status(&answer).as_str(), "400" | "404"), "{target}: {answer}");
        assert!(
            !answer.contains("the secret") && !answer.contains("[handbook]") && !answer.contains("root:"),
            "{target}"
        );
    }
    // A link in the site's own folders leads nowhere either.
    std::os::unix::fs::symlink(bed.root.join("../secret.txt"), bed.root.join("themes/default/static/link.txt"))
        .expect("a link");
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(bed.status("/link.txt", ""), "404");
    let absolute = bed.raw(b"GET http://localhost/secret.txt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert!(matches!(status(&absolute).as_str(), "400" | "421"), "{absolute}");
}

#[test]
fn other_origins_learn_nothing() {
    let bed = start("origins", None);
    let rebound = bed.raw(b"GET /en/hands.html HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assert_eq!(status(&rebound), "421");
    assert!(!rebound.contains("Wash"));
    let port = bed.port;
    for headers in [
        "Origin: http://evil.example\r\n".to_owned(),
        "Origin: null\r\n".to_owned(),
        format!("Origin: http://10.0.0.7:{port}\r\n"),
        format!("Origin: http://localhost:{}\r\n", port.wrapping_add(1)),
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script\r\n".to_owned(),
        "Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: cors\r\n".to_owned(),
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n".to_owned(),
    ] {
        for target in
            ["/en/hands.html", "/_/events?path=%2Fen%2Fhands.html", "/_/source?path=%2Fen%2Fhands.html", "/_/"]
        {
            let answer = bed.get(target, &headers);
            assert_eq!(status(&answer), "403", "{target} {headers}");
            assert!(!answer.contains("Wash") && !answer.contains("access-control"), "{answer}");
        }
    }
    assert_eq!(bed.status("/en/", &format!("Origin: http://localhost:{port}\r\n")), "200");
    assert_eq!(bed.status("/en/", "Cookie: name=José\r\n"), "200", "cookies of other programs do not matter");
    for method in ["POST", "PUT", "OPTIONS", "DELETE"] {
        let answer = bed
            .raw(format!("{method} /en/ HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n").as_bytes());
        assert_eq!(status(&answer), "405", "{method}");
        assert!(!answer.contains("access-control"), "{answer}");
    }
}

#[test]
fn odd_requests_are_refused() {
    let bed = start("odd", None);
    let port = bed.port;
    let host = format!("Host: localhost:{port}\r\n");
    for (request, wanted) in [
        ("GET / HTTP/1.1\r\nConnection: close\r\n\r\n".to_owned(), "400"),
        (format!("GET / HTTP/1.1\r\n{host}{host}Connection: close\r\n\r\n"), "400"),
        (
            format!(
                "GET / HTTP/1.1\r\n{host}Content-Length: 3\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n"
            ),
            "400",
        ),
        (format!("GET / HTTP/1.1\r\n{host}Content-Length: 3\r\nConnection: close\r\n\r\nabc"), "400"),
        (format!("GET /{} HTTP/1.1\r\n{host}Connection: close\r\n\r\n", "a".repeat(5000)), "414"),
        (format!("GET / HTTP/1.1\r\n{host}X: {}\r\nConnection: close\r\n\r\n", "a".repeat(40_000)), "431"),
        (format!("GET / HTTP/1.1\r\n{host}{}Connection: close\r\n\r\n", "A: b\r\n".repeat(100)), "431"),
        ("nonsense\r\n\r\n".to_owned(), "400"),
    ] {
        let answer = bed.raw(request.as_bytes());
        assert_eq!(status(&answer), wanted, "{request:.200}\n{answer:.300}");
    }
    assert_eq!(bed.status("/en/", ""), "200", "and the server goes on");
}

#[test]
fn slow_and_many_connections_stop_nobody() {
    let bed = start("slow", None);
    // One that never ends its head is closed.
    let start = Instant::now();
    let mut slow = bed.connect();
    slow.write_all(b"GET / HTTP/1.1\r\nHost: loc").expect("a beginning");
    // Many that say nothing at all, and streams that are held.
    let silent: Vec<TcpStream> = (0..300).map(|_| bed.connect()).collect();
    let streams: Vec<TcpStream> = (0..20).map(|_| listen(&bed, "%2Fen%2F", "")).collect();
    for _ in 0..20 {
        assert_eq!(bed.status("/en/hands.html", ""), "200");
    }
    assert!(start.elapsed() < Duration::from_secs(4), "{:?}", start.elapsed());
    let mut rest = Vec::new();
    let _ = slow.read_to_end(&mut rest);
    assert!(start.elapsed() < Duration::from_secs(9), "{:?}", start.elapsed());
    drop((silent, streams));
}

#[test]
fn guests_need_the_token() {
    let bed = start("guests", Some("0.0.0.0:0"));
    let token = bed.url.split("?token=").nth(1).expect("a token").to_owned();
    let stored = bed.root.join(".handbook/preview-token");
    assert_eq!(fs::read_to_string(&stored).expect("a file"), token);
    let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&stored).expect("a file").permissions());
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(bed.status("/en/", ""), "403");
    let welcome = bed.get(&format!("/en/?token={token}"), "");
    assert_eq!(status(&welcome), "303");
    assert!(welcome.contains("location: /en/\r\n") && welcome.contains("HttpOnly; SameSite=Lax"), "{welcome}");
    let cookie = welcome.split("set-cookie: ").nth(1).and_then(|rest| rest.split(';').next()).expect("a cookie");
    assert_eq!(bed.status("/en/", &format!("Cookie: {cookie}\r\n")), "200");
    assert_eq!(bed.status("/_/events?path=%2Fen%2F", ""), "403");
    let elsewhere = bed.raw(b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assert_eq!(status(&elsewhere), "421");
}

#[test]
fn every_name_that_is_printed_works() {
    for address in ["127.0.0.2:0", "localhost:0", "127.0.0.1:0"] {
        let bed = start("names", Some(address));
        let host = bed.url.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let mut stream = TcpStream::connect(&host).expect("a connection");
        stream.set_read_timeout(Some(TIME)).expect("a limit");
        let ask = format!("GET /en/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        stream.write_all(ask.as_bytes()).expect("a request");
        let mut out = String::new();
        let _ = stream.read_to_string(&mut out);
        assert_eq!(status(&out), "200", "{address}");
    }
}

#[test]
fn a_taken_port_is_an_error_only_if_it_was_named() {
    let bed = start("taken", None);
    let options = |address: &str| Options {
        root: bed.root.clone(),
        settings: Box::new(Settings::default),
        address: Some(address.to_owned()),
        poll: false,
        who: None,
    };
    let failure = serve::start(options(&bed.port.to_string())).err().expect("a failure");
    assert_eq!(failure.exit_code(), 2);
    assert!(failure.to_string().contains(&format!("port {} is taken", bed.port)), "{failure}");
    let one = serve::start(options("localhost")).expect("a server");
    let two = serve::start(options("localhost")).expect("another");
    assert_ne!(one.url, two.url);
    let preview: Arc<Preview> = two.preview();
    assert_eq!(preview.answer("en/").status, 200);
}

#[test]
fn one_key_accepts_a_block_and_no_other_site_can() {
    let bed = start("accept", None);
    let page = bed.get("/_/compare/ar/hands", "");
    assert!(page.contains("Nobody has accepted this yet."), "{page}");
    let data = |name: &str| {
        let rest = page.split_once(&format!("data-{name}=\"")).expect("data").1;
        rest.split('"').next().expect("a value").to_owned()
    };
    let port = bed.port;
    let post = |origin: &str, secret: &str, target: &str| {
        let query = format!("locale=ar&chapter={}&source={}&target={target}", data("chapter"), data("source"));
        bed.raw(
            format!(
                "POST /_/accept?{query} HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: {origin}\r\n\
                 X-Handbook-Desk: {secret}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
            .as_bytes(),
        )
    };
    let own = format!("http://localhost:{port}");
    let lock = bed.root.join("locales/ar/claims/hands.lock");
    assert!(post("http://evil.example", &data("secret"), &data("target")).starts_with("HTTP/1.1 403"));
    assert!(post(&own, "0", &data("target")).starts_with("HTTP/1.1 403"));
    assert!(post(&own, &data("secret"), "000000000000").starts_with("HTTP/1.1 409"));
    assert!(!lock.exists());
    let done = post(&own, &data("secret"), &data("target"));
    assert!(done.starts_with("HTTP/1.1 200") && done.ends_with("accepted\n"), "{done}");
    let text = fs::read_to_string(&lock).expect("a lock file");
    assert!(text.contains(&format!("{} {} translated s.akter 20", data("target"), data("source"))), "{text}");
    let start = Instant::now();
    while bed.get("/_/compare/ar/hands", "").matches("Nobody has accepted").count()
        != page.matches("Nobody has accepted").count() - 1
    {
        assert!(start.elapsed() < TIME);
        std::thread::sleep(Duration::from_millis(20));
    }
}
