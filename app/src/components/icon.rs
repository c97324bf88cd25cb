//! The signs: 24 × 24, two units of line, in the colour of the text.

use leptos::prelude::*;

macro_rules! signs {
    ($($name:ident = $path:literal;)+) => {
        /// A sign.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Sign { $(#[doc = stringify!($name)] $name,)+ }

        impl Sign {
            /// Every sign.
            #[cfg(feature = "ssr")]
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            const fn path(self) -> &'static str {
                match self { $(Self::$name => $path),+ }
            }
        }
    };
}

signs! {
    Pen = "<path d='M4 20l1-4.5L16.5 4a2.1 2.1 0 0 1 3 3L8 18.5 4 20z'/><path d='M14.5 6l3.5 3.5'/>";
    Search = "<circle cx='10.5' cy='10.5' r='6.5'/><path d='M15.5 15.5L21 21'/>";
    Phone = "<rect x='6.5' y='2.5' width='11' height='19' rx='2'/><path d='M11 18h2'/>";
    Call = "<path d='M5 3.5h3.5l1.5 4.5-2 1.5a12 12 0 0 0 6.5 6.5l1.5-2 4.5 1.5V19a2 2 0 0 1-2.2 2A17 17 0 0 1 3 5.7A2 2 0 0 1 5 3.5z'/>";
    Back = "<path d='M15 5l-7 7 7 7'/>";
    Next = "<path d='M9 5l7 7-7 7'/>";
    Check = "<path d='M4.5 12.5l5 5L19.5 7'/>";
    Close = "<path d='M6 6l12 12M18 6L6 18'/>";
    Plus = "<path d='M12 5v14M5 12h14'/>";
    Info = "<circle cx='12' cy='12' r='9'/><path d='M12 11v5.5M12 7.5v.01'/>";
    Alert = "<circle cx='12' cy='12' r='9'/><path d='M12 7v6M12 16.5v.01'/>";
    Wait = "<circle cx='12' cy='12' r='9'/><path d='M12 7v5.5l3.5 2'/>";
    Offline = "<path d='M3 3l18 18M8.5 15.5a5 5 0 0 1 6.5-.5M5 12a10 10 0 0 1 4-2.4M2 8.5a15 15 0 0 1 4-2.6M13 9.1a10 10 0 0 1 6 2.9M11 5a15 15 0 0 1 11 3.5M12 19.5v.01'/>";
    Saved = "<path d='M4.5 12.5l5 5L19.5 7'/>";
    Law = "<path d='M12 3v18M7 21h10M5 7h14M5 7l-3 7a3.2 3.2 0 0 0 6 0L5 7zM19 7l-3 7a3.2 3.2 0 0 0 6 0l-3-7z'/>";
    Doc = "<path d='M6 2.5h8l4.5 4.5v14.5H6z'/><path d='M14 2.5V7h4.5M9 12h6M9 16h6'/>";
    List = "<path d='M8.5 6H21M8.5 12H21M8.5 18H21M3.5 6h.01M3.5 12h.01M3.5 18h.01'/>";
    Lock = "<rect x='5' y='10.5' width='14' height='10' rx='2'/><path d='M8 10.5V7.5a4 4 0 0 1 8 0v3'/>";
    Chat = "<path d='M4 4.5h16v12H11l-5 4v-4H4z'/>";
    Person = "<circle cx='12' cy='8' r='4'/><path d='M4 21c.5-4.5 3.5-6.5 8-6.5s7.5 2 8 6.5'/>";
    Camera = "<path d='M3 7.5h4.5L9 5h6l1.5 2.5H21V19.5H3z'/><circle cx='12' cy='13' r='3.5'/>";
    Trash = "<path d='M4 6.5h16M9 6.5V4h6v2.5M6 6.5l1 14h10l1-14M10 11v5.5M14 11v5.5'/>";
    Print = "<path d='M7 8.5V3h10v5.5M7 17H4V8.5h16V17h-3M7 14h10v7H7z'/>";
    Share = "<path d='M12 15V3.5M8 7l4-4 4 4M6 11H4.5v10h15V11H18'/>";
    Home = "<path d='M3.5 11L12 4l8.5 7M6 9.5V20h12V9.5'/>";
    Text = "<path d='M3 19L8 6l5 13M4.8 15h6.4M15.5 19l3-8 3 8M16.6 16.5h3.8'/>";
    Update = "<path d='M20 11a8 8 0 0 0-14.5-3.5L3 10M3 4.5V10h5.5M4 13a8 8 0 0 0 14.5 3.5L21 14M21 19.5V14h-5.5'/>";
    Folder = "<path d='M3 5.5h6l2 2.5h10v11.5H3z'/>";
    Flow = "<rect x='3' y='3' width='7' height='5' rx='1'/><rect x='14' y='16' width='7' height='5' rx='1'/><path d='M6.5 8v10.5H14'/>";
    Out = "<path d='M10 4H4.5v16H10M15 8l4 4-4 4M19 12H9'/>";
    Speaker = "<path d='M4 9.5v5h3.5L12 19V5L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11'/>";
    Qr = "<path d='M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2M20 14v2M14 20h2M18 18h2v2'/>";
}

/// A sign beside a text; it says nothing by itself.
#[component]
pub fn Icon(sign: Sign, #[prop(default = "icon")] class: &'static str) -> impl IntoView {
    view! { <svg class=class viewBox="0 0 24 24" aria-hidden="true" inner_html=sign.path()></svg> }
}
