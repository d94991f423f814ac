/** What people call time zones beside the names that the zones have themselves. */

/** Offered before anything is typed, roughly west to east of Greenwich and then the Americas. */
export const USUAL = [
  ...["Europe/Kyiv", "Europe/London", "Europe/Brussels", "Europe/Berlin", "Europe/Paris", "Europe/Warsaw"],
  ...["Europe/Istanbul", "Europe/Moscow", "Asia/Dubai", "Asia/Riyadh", "Asia/Jerusalem", "Asia/Kolkata"],
  ...["Asia/Singapore", "Asia/Shanghai", "Asia/Tokyo", "Australia/Sydney", "Africa/Cairo", "Africa/Nairobi"],
  ...["America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Toronto"],
  ...["America/Sao_Paulo", "UTC"],
];

/** What people call places beside the names that the package knows. */
export const PLACES: Readonly<Record<string, string>> = {
  "Europe/Kyiv":
    "ukraine lviv odessa kharkov zaporizhzhia mykolaiv kherson vinnytsia київ киев львів одеса харків україна украина",
  "Europe/London": "uk gb britain great-britain england scotland wales edinburgh лондон",
  "Europe/Moscow": "москва st-petersburg st.petersburg",
  "Europe/Warsaw": "варшава gdansk krakow wroclaw lodz",
  "Europe/Berlin": "берлін берлин frankfurt cologne stuttgart dusseldorf düsseldorf bonn leipzig",
  "Europe/Brussels": "брюссель ghent bruges strasbourg",
  "Europe/Zurich": "женева bern davos",
  "Europe/Amsterdam": "holland netherlands hague",
  "Europe/Paris": "париж nice bordeaux",
  "Europe/Rome": "florence venice",
  "Europe/Prague": "czech-republic",
  "Europe/Istanbul": "стамбул анкара türkiye turkiye izmir",
  "Europe/Lisbon": "portugal",
  "Europe/Madrid": "spain",
  "Asia/Dubai": "абу-даби абу-дабі дубай uae emirates",
  "Asia/Riyadh": "mecca medina",
  "Asia/Kuwait": "kuwait-city",
  "Asia/Shanghai": "china shenzhen guangzhou wuhan",
  "Asia/Kolkata": "new-delhi bangalore chennai calcutta bombay",
  "Asia/Ho_Chi_Minh": "saigon",
  "Pacific/Auckland": "new-zealand",
  "America/New_York":
    "washington washington-dc dc nyc вашингтон нью-йорк boston miami atlanta baltimore pittsburgh",
  "America/Chicago": "austin minneapolis new-orleans st-louis milwaukee",
  "America/Denver": "salt-lake-city",
  "America/Phoenix": "arizona",
  "America/Anchorage": "alaska",
  "Pacific/Honolulu": "hawaii",
  "America/Los_Angeles": "california la sf seattle portland las-vegas sacramento silicon-valley",
};

/** Names of countries with several zones, which are asked about. */
export const COUNTRIES: Readonly<Record<string, string>> = {
  us: "United States",
  usa: "United States",
  america: "United States",
  "russian federation": "Russia",
};

/**
 * Abbreviations, each as the place that most who type it mean. The European ones are what IANA links those names to;
 * its own EST and MST know no summer time and nobody means them.
 */
export const ABBREVIATIONS: Readonly<Record<string, string>> = {
  "Europe/Brussels": "cet cest met central-european",
  "Europe/Athens": "eet eest eastern-european",
  "Europe/Lisbon": "wet western-european",
  "Europe/London": "bst",
  "Europe/Moscow": "msk",
  "Europe/Istanbul": "trt",
  "America/New_York": "est edt et eastern",
  "America/Chicago": "cdt ct central",
  "America/Denver": "mst mdt mt mountain",
  "America/Los_Angeles": "pst pdt pt pacific",
  "Asia/Dubai": "gst",
  "Asia/Tokyo": "jst",
  "Asia/Seoul": "kst",
  "Asia/Hong_Kong": "hkt",
  "Asia/Singapore": "sgt",
  "Australia/Sydney": "aest aedt",
  "Africa/Johannesburg": "sast",
  "Africa/Nairobi": "eat",
};
/** Abbreviations that mean different things to too many. */
export const DOUBTFUL: ReadonlyMap<string, readonly string[]> = new Map([
  ["cst", ["America/Chicago", "Asia/Shanghai"]],
  ["ist", ["Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"]],
  ["ast", ["America/Halifax", "Asia/Riyadh"]],
]);
