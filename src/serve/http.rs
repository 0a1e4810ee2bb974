//! HTTP for the preview, with limits on everything a stranger could hold open. The only module that names `hyper`
//! and its kin.

use std::convert::Infallible;
use std::net::{IpAddr, TcpListener};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http_body_util::channel::{Channel, Sender};
use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Frame, Incoming, SizeHint};
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Response, StatusCode, Version};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::watch;

use super::accept::{self, Asked};
use super::connections::{Busy, Connections, Ticket};
use super::guard::{self, Pass, Policy, Refusal, Request};
use super::preview::{Answer, Preview};

/// A request's head must be here by then.
const HEAD_TIME: Duration = Duration::from_secs(5);
const MAX_HEADERS: usize = 64;
const MAX_HEAD: usize = 16 << 10;
/// A word in the stream, so that a page that is gone is noticed.
const PING: Duration = Duration::from_secs(15);

type State = watch::Receiver<Arc<Preview>>;
type Body = BoxBody<Bytes, Infallible>;

/// Answers until the program ends.
pub async fn serve(sockets: Vec<TcpListener>, state: State, policy: Arc<Policy>) {
    let connections = Connections::default();
    let mut doors = Vec::new();
    for socket in sockets {
        let Ok(socket) = tokio::net::TcpListener::from_std(socket) else { continue };
        doors.push(tokio::spawn(admit(socket, state.clone(), policy.clone(), connections.clone())));
    }
    for door in doors {
        let _ = door.await;
    }
}

async fn admit(socket: tokio::net::TcpListener, state: State, policy: Arc<Policy>, connections: Connections) {
    loop {
        let Ok((stream, _)) = socket.accept().await else {
            // Out of files to open: others will be closed.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let Ok(local) = stream.local_addr() else { continue };
        let _ = stream.set_nodelay(true);
        let ticket = connections.enter();
        let (state, policy) = (state.clone(), policy.clone());
        tokio::spawn(async move {
            let service = service_fn(|request| {
                let (state, policy, ticket) = (state.clone(), policy.clone(), ticket.clone());
                async move { Ok::<_, Infallible>(respond(request, state, &policy, local.ip(), &ticket).await) }
            });
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HEAD_TIME)
                .max_headers(MAX_HEADERS)
                .max_buf_size(MAX_HEAD)
                .serve_connection(TokioIo::new(stream), service);
            tokio::select! {
                _ = connection => {}
                () = ticket.closed() => {}
            }
        });
    }
}

async fn respond(
    request: hyper::Request<Incoming>,
    mut state: State,
    policy: &Policy,
    local: IpAddr,
    ticket: &Ticket,
) -> Response<Body> {
    let busy = ticket.busy();
    let target = request.uri().to_string();
    let headers = request.headers();
    let Some(words) = words(headers) else { return refused(&Refusal { status: 400, reason: "a header is not text" }) };
    let asked = Request {
        method: request.method().as_str(),
        target: &target,
        http_1_0: request.version() == Version::HTTP_10,
        headers: words,
    };
    let (path, query) = match guard::check(&asked, policy, local) {
        Ok(Pass::Path { path, query }) => (path, query),
        Ok(Pass::Welcome { location }) => return welcome(policy, &location),
        Ok(Pass::Accept { query }) => {
            let preview = state.borrow_and_update().clone();
            return accepted(preview, query).await;
        }
        Err(refusal) => return refused(&refusal),
    };
    let preview = state.borrow_and_update().clone();
    match path.as_str() {
        "_/events" => {
            let Ok(page) = asked_page(&query) else { return refused(&Refusal { status: 400, reason: "which page?" }) };
            let have = value(&query, "have").to_owned();
            let (sender, body) = Channel::new(4);
            tokio::spawn(async move {
                stream(sender, state, page, have).await;
                drop(busy);
            });
            with_headers(Response::new(body.boxed()), "text/event-stream", "default-src 'none'")
        }
        "_/source" => {
            let page = asked_page(&query).unwrap_or_default();
            match work(move || preview.annotated(&page)).await.flatten() {
                Some(html) => with_headers(
                    Response::new(Full::new(Bytes::from(html)).boxed()),
                    "text/html; charset=utf-8",
                    "default-src 'none'",
                ),
                None => refused(&Refusal { status: 404, reason: "that is no page of the book" }),
            }
        }
        _ => match work(move || preview.answer(&path)).await {
            Some(answer) => answered(&answer, headers).map(|inner| Held { inner, _busy: busy }.boxed()),
            None => refused(&Refusal { status: 500, reason: "the program failed; please report what you opened" }),
        },
    }
}

/// Writes a claim that a page asks for.
async fn accepted(preview: Arc<Preview>, query: String) -> Response<Body> {
    let done = work(move || {
        let asked = Asked {
            locale: value(&query, "locale"),
            chapter: value(&query, "chapter").parse().unwrap_or(usize::MAX),
            source: value(&query, "source"),
            target: value(&query, "target"),
        };
        accept::accept(&preview, &asked, preview.today())
    });
    let (status, text) = match done.await {
        Some(Ok(())) => (200, "accepted".to_owned()),
        Some(Err((status, text))) => (status, text),
        None => (500, "the program failed; please report it".to_owned()),
    };
    let mut response = Response::new(Full::new(Bytes::from(format!("{text}\n"))).boxed());
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    with_headers(response, "text/plain; charset=utf-8", "default-src 'none'")
}

/// A body whose connection is busy until the last byte is sent.
struct Held {
    inner: Body,
    _busy: Busy,
}

impl hyper::body::Body for Held {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Pin::new(&mut self.inner).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

/// Renders on a thread that may take its time; `None` if it failed.
async fn work<T: Send + 'static>(job: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    tokio::task::spawn_blocking(job).await.ok()
}

/// The headers that the guard reads; `None` if one of them is no text. Cookies of other programs on this machine
/// come along, in whatever encoding.
fn words(headers: &HeaderMap) -> Option<Vec<(&str, &str)>> {
    let read = |name: &str| {
        name.starts_with("sec-fetch-")
            || matches!(name, "host" | "origin" | "content-length" | "transfer-encoding" | "cookie" | "x-handbook-desk")
    };
    let asked = headers
        .iter()
        .filter(|(name, value)| read(name.as_str()) && (*name != header::COOKIE || value.to_str().is_ok()));
    asked.map(|(name, value)| Some((name.as_str(), value.to_str().ok()?))).collect()
}

/// The page that a query names, decoded as a request for it would be.
fn asked_page(query: &str) -> Result<String, Refusal> {
    let sent = crate::book::links::percent_decode(value(query, "path"));
    guard::decode(&sent)
}

fn value<'a>(query: &'a str, name: &str) -> &'a str {
    query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')).unwrap_or_default()
}

fn answered(answer: &Answer, asked: &HeaderMap) -> Response<Body> {
    let size = answer.bytes.len() as u64;
    let range = asked.get(header::RANGE).and_then(|value| value.to_str().ok()).filter(|_| answer.status == 200);
    let part =
        range.and_then(|range| http_range_header::parse_range_header(range).ok()).map(|range| range.validate(size));
    let mut response = match part {
        Some(Ok(parts)) if parts.len() == 1 => {
            let (from, to) = (*parts[0].start(), *parts[0].end());
            let bytes = answer.bytes[from as usize..=to as usize].to_vec();
            let mut response = Response::new(Full::new(Bytes::from(bytes)).boxed());
            *response.status_mut() = StatusCode::PARTIAL_CONTENT;
            set(&mut response, header::CONTENT_RANGE, &format!("bytes {from}-{to}/{size}"));
            response
        }
        Some(Err(_)) => {
            let mut response = Response::new(Full::default().boxed());
            *response.status_mut() = StatusCode::RANGE_NOT_SATISFIABLE;
            set(&mut response, header::CONTENT_RANGE, &format!("bytes */{size}"));
            response
        }
        _ => {
            let mut response = Response::new(Full::new(Bytes::from(answer.bytes.clone())).boxed());
            *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or_default();
            response
        }
    };
    set(&mut response, header::ACCEPT_RANGES, "bytes");
    // The page's script asks for what is newer than this.
    set(&mut response, HeaderName::from_static("server-timing"), &format!("page;desc=\"{:032x}\"", answer.hash));
    if let Some(location) = &answer.location {
        set(&mut response, header::LOCATION, location);
    }
    with_headers(response, answer.media_type, &answer.policy)
}

fn refused(refusal: &Refusal) -> Response<Body> {
    let mut response = Response::new(Full::new(Bytes::from(format!("{}\n", refusal.reason))).boxed());
    *response.status_mut() = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::BAD_REQUEST);
    set(&mut response, header::CONNECTION, "close");
    if refusal.status == 405 {
        set(&mut response, header::ALLOW, "GET, HEAD");
    }
    with_headers(response, "text/plain; charset=utf-8", "default-src 'none'")
}

fn welcome(policy: &Policy, location: &str) -> Response<Body> {
    let mut response = Response::new(Full::default().boxed());
    *response.status_mut() = StatusCode::SEE_OTHER;
    let name = guard::cookie_name(policy.port);
    let token = policy.token.as_deref().unwrap_or_default();
    set(&mut response, header::SET_COOKIE, &format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax"));
    set(&mut response, header::LOCATION, location);
    with_headers(response, "text/plain; charset=utf-8", "default-src 'none'")
}

/// What every answer has. There is never a word that lets another origin read it.
fn with_headers(mut response: Response<Body>, media_type: &str, policy: &str) -> Response<Body> {
    set(&mut response, header::CONTENT_TYPE, media_type);
    set(&mut response, header::CONTENT_SECURITY_POLICY, policy);
    set(&mut response, header::CACHE_CONTROL, "no-store");
    set(&mut response, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(&mut response, header::REFERRER_POLICY, "no-referrer");
    set(&mut response, HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(&mut response, HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    response
}

fn set(response: &mut Response<Body>, name: HeaderName, value: &str) {
    // What cannot be a header's value is left out: a path is percent-encoded long before.
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

/// Sends a page and what is wrong with it whenever one of them changes, until nobody listens.
async fn stream(mut to: Sender<Bytes>, mut state: State, page: String, mut have: String) {
    let mut told = String::new();
    let mut files = None;
    loop {
        let preview = state.borrow_and_update().clone();
        let path = page.clone();
        let Some((answer, problems, now)) = work(move || {
            let answer = preview.answer(&path);
            let problems = preview.problems_json(&answer);
            (answer, problems, preview.static_files())
        })
        .await
        else {
            return;
        };
        if files.replace(now).is_some_and(|then| then != now) {
            let _ = to.send_data(Bytes::from_static(b"event: reload\ndata: 1\n\n")).await;
        }
        let hash = format!("{:032x}", answer.hash);
        if hash != have && answer.media_type.starts_with("text/html") {
            let html = String::from_utf8_lossy(&answer.bytes);
            let data = serde_json::json!({"hash": hash, "html": html});
            if to.send_data(Bytes::from(format!("event: page\ndata: {data}\n\n"))).await.is_err() {
                return;
            }
            have = hash;
        }
        if problems != told {
            if to.send_data(Bytes::from(format!("event: problems\ndata: {problems}\n\n"))).await.is_err() {
                return;
            }
            told = problems;
        }
        loop {
            tokio::select! {
                changed = state.changed() => match changed {
                    Ok(()) => break,
                    Err(_) => return,
                },
                () = tokio::time::sleep(PING) => {
                    if to.send_data(Bytes::from_static(b": still here\n\n")).await.is_err() {
                        return;
                    }
                }
            }
        }
    }
}
