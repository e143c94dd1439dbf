namespace Waldur.Fake;

/// <summary>The locales that Bogus has names of; written down, so that reading a scenario does not open its data.</summary>
internal static class Locales
{
    public static readonly IReadOnlyList<string> All =
    [
        "af_ZA", "ar", "az", "cz", "de", "de_AT", "de_CH", "el", "en", "en_AU", "en_AU_ocker", "en_BORK", "en_CA", "en_GB",
        "en_IE", "en_IND",
        "en_NG", "en_US", "en_ZA", "es", "es_MX", "fa", "fi", "fr", "fr_CA", "fr_CH", "ge", "hr", "id_ID", "it", "ja", "ko", "lv", "nb_NO",
        "ne", "nl", "nl_BE", "pl", "pt_BR", "pt_PT", "ro", "ru", "sk", "sv", "tr", "uk", "vi", "zh_CN", "zh_TW", "zu_ZA",
    ];
}
