package dev.recado.adapter.llm.outcome;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What a provider's error is about, whatever its status: providers and compatible servers agree on no status for an
/// account without money (400 at Anthropic, 402 at DeepSeek and OpenRouter, 403 at xAI, 429 at OpenAI and Gemini) or
/// for a bad key (400 at Gemini and xAI).
public enum ErrorCategory {
    MONEY,
    ACCESS,
    /// The prompt does not fit the model's context, or the server's bound on a request.
    TOO_LONG,
    /// What the user wrote, or the model would have answered, is withheld.
    FILTER,
    /// The model called a tool in a way that the server could not read.
    TOOL_USE,
    OTHER;

    // OpenAI's 429 has two families: too fast, which passes, and no money, which waiting does not mend
    // (insufficient_quota, credit_balance_exhausted, billing_hard_limit_reached, enforced_spend_limit_reached).
    private static final List<String> MONEY_WORDS =
            List.of("quota", "credit", "billing", "spend", "balance", "payment", "arrear", "overdue");

    // OpenAI's rate limits mention billing as well ("adding a payment method"), so prose counts by whole phrases.
    private static final List<String> MONEY_PROSE = List.of(
            "credit balance",
            "insufficient balance",
            "insufficient account balance",
            "insufficient funds",
            "insufficient credit",
            "insufficient quota",
            "out of credits",
            "no credits",
            "not enough credits",
            "more credits",
            "credits are depleted",
            "credits have been depleted",
            "used all available credits",
            "monthly included credits",
            "quota is not enough",
            "monthly spending limit",
            "spend limit",
            "spending cap",
            "specified api usage limits",
            "enable billing",
            "billing account",
            "billing is disabled",
            "billing not active",
            "billing to be enabled",
            "arrearage",
            "overdue-payment",
            "余额不足",
            "欠费");

    /// Gemini says so of its quota for a minute as well, with how long to wait.
    private static final String PLAN = "check your plan and billing";

    private static final Set<String> ACCESS_WORDS = Set.of(
            "api_key_invalid",
            "api_key_expired",
            "api_key_service_blocked",
            "consumer_suspended",
            "invalid_api_key",
            "invalidapikey",
            "incorrect_api_key",
            "authentication_error",
            "authenticationerror",
            "unauthenticated",
            "permission_denied",
            "permission_error",
            "account_deactivated",
            "model_not_found",
            "model_not_available",
            "access_terminated",
            "organization_restricted",
            "invalid_authentication_error");

    private static final List<String> ACCESS_PROSE = List.of(
            "api key not valid",
            "api key expired",
            "api key not found",
            "invalid api key",
            "invalid api-key",
            "invalid api_key",
            "incorrect api key",
            "api key is invalid",
            "api key was reported as leaked",
            "no auth credentials found",
            "invalid authentication",
            "authentication failed",
            "authentication fails",
            "account has been deactivated",
            "account is deactivated",
            "account has been suspended",
            "account is suspended",
            "account has been disabled",
            "organization has been disabled",
            "organization has been restricted",
            "user location is not supported");

    private static final List<String> TOO_LONG_WORDS = List.of(
            "context_length_exceeded",
            "context_window_exceeded",
            "exceed_context_size",
            "string_above_max_length",
            "request_too_large",
            "contextwindowexceeded");

    private static final List<String> TOO_LONG_PROSE = List.of(
            "maximum context length",
            "maximum model length",
            "max model len",
            "context shift is disabled",
            "context length exceeded",
            "context length of",
            "context_length",
            "context window",
            "context size",
            "prompt is too long",
            "prompt too long",
            "input is too long",
            "input too long",
            "reduce the length of",
            "request too large",
            "exceeds the maximum number of tokens",
            "maximum number of input tokens",
            "too many input tokens",
            "too large for model",
            "greater than the context",
            "when context the overflows",
            "must have less than",
            "max_new_tokens` must be",
            "exceeds max length",
            "range of input length");

    private static final Set<String> FILTER_WORDS = Set.of(
            "content_filter",
            "content_policy_violation",
            "responsibleaipolicyviolation",
            "datainspectionfailed",
            "data_inspection_failed");

    private static final List<String> FILTER_PROSE = List.of(
            "content management policy",
            "content exists risk",
            "input was flagged",
            "inputs were flagged",
            "flagged as potentially violating");

    private static final Set<String> TOOL_USE_WORDS = Set.of("tool_use_failed");

    /// No such model here: by a wrong setting, as a wrong key is.
    private static final Pattern NO_MODEL =
            Pattern.compile("\\bmodels?\\b[^.\\n]{0,120}?\\b(?:not found|does not exist|doesn't exist|is not available)"
                    + "|not found for api version|\"message\"\\s*:\\s*\"model: ");

    /// @param words machine-readable; where they tell, prose does not count
    /// @param prose the whole body in lower case
    /// @param passes whether the body says how long to wait
    static ErrorCategory of(Set<String> words, String prose, boolean passes) {
        List<String> lowered =
                words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
        ErrorCategory told = of(lowered);
        return told == OTHER ? of(prose, passes) : told;
    }

    private static ErrorCategory of(List<String> words) {
        if (words.stream().anyMatch(FILTER_WORDS::contains)) {
            return FILTER;
        }
        if (words.stream().anyMatch(word -> hasAny(word, MONEY_WORDS))) {
            return MONEY;
        }
        if (words.stream().anyMatch(ACCESS_WORDS::contains)) {
            return ACCESS;
        }
        if (words.stream().anyMatch(word -> hasAny(word, TOO_LONG_WORDS))) {
            return TOO_LONG;
        }
        return words.stream().anyMatch(TOOL_USE_WORDS::contains) ? TOOL_USE : OTHER;
    }

    private static ErrorCategory of(String prose, boolean passes) {
        if (hasAny(prose, FILTER_PROSE)) {
            return FILTER;
        }
        if (hasAny(prose, MONEY_PROSE) || (!passes && !prose.contains("retry in") && prose.contains(PLAN))) {
            return MONEY;
        }
        if (hasAny(prose, ACCESS_PROSE) || NO_MODEL.matcher(prose).find()) {
            return ACCESS;
        }
        return hasAny(prose, TOO_LONG_PROSE) ? TOO_LONG : OTHER;
    }

    private static boolean hasAny(String text, List<String> parts) {
        return parts.stream().anyMatch(text::contains);
    }
}
