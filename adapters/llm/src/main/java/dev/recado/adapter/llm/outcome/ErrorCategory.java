package dev.recado.adapter.llm.outcome;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What a provider's error is about, independent of its status. Providers and compatible servers agree on no
/// status for an account without money (400 at Anthropic, 402 at DeepSeek and OpenRouter, 403 at xAI, 429 at
/// OpenAI and Gemini) or for an invalid key (400 at Gemini and xAI).
public enum ErrorCategory {
    BILLING,
    CREDENTIALS,
    /// The prompt exceeds the model's context, or the server's limit on a request.
    TOO_LONG,
    /// A filter withholds the user's text or the model's answer.
    FILTER,
    /// The model called a tool in a way that the server could not read.
    TOOL_USE,
    OTHER;

    // OpenAI's 429 has two families: too many requests, which is temporary, and no money, which waiting does not
    // fix (insufficient_quota, credit_balance_exhausted, billing_hard_limit_reached,
    // enforced_spend_limit_reached).
    private static final List<String> BILLING_CODES =
            List.of("quota", "credit", "billing", "spend", "balance", "payment", "arrear", "overdue");

    // OpenAI's rate limits mention billing as well ("adding a payment method"), so prose is matched by whole
    // phrases.
    private static final List<String> BILLING_PHRASES = List.of(
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

    /// Gemini also says this about its quota per minute, together with how long to wait.
    private static final String PLAN_PHRASE = "check your plan and billing";

    private static final Set<String> CREDENTIAL_CODES = Set.of(
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

    private static final List<String> CREDENTIAL_PHRASES = List.of(
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

    private static final List<String> TOO_LONG_CODES = List.of(
            "context_length_exceeded",
            "context_window_exceeded",
            "exceed_context_size",
            "string_above_max_length",
            "request_too_large",
            "contextwindowexceeded");

    private static final List<String> TOO_LONG_PHRASES = List.of(
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

    private static final Set<String> FILTER_CODES = Set.of(
            "content_filter",
            "content_policy_violation",
            "responsibleaipolicyviolation",
            "datainspectionfailed",
            "data_inspection_failed");

    private static final List<String> FILTER_PHRASES = List.of(
            "content management policy",
            "content exists risk",
            "input was flagged",
            "inputs were flagged",
            "flagged as potentially violating");

    private static final Set<String> TOOL_USE_CODES = Set.of("tool_use_failed");

    /// The model does not exist here: a wrong setting, like a wrong key.
    private static final Pattern UNKNOWN_MODEL =
            Pattern.compile("\\bmodels?\\b[^.\\n]{0,120}?\\b(?:not found|does not exist|doesn't exist|is not available)"
                    + "|not found for api version|\"message\"\\s*:\\s*\"model: ");

    /// @param codes machine-readable; where they decide, the prose does not count
    /// @param prose the whole body in lower case
    /// @param hasRetryDelay whether the body says how long to wait
    static ErrorCategory of(Set<String> codes, String prose, boolean hasRetryDelay) {
        List<String> lowered =
                codes.stream().map(code -> code.toLowerCase(Locale.ROOT)).toList();
        ErrorCategory byCode = of(lowered);
        return byCode == OTHER ? of(prose, hasRetryDelay) : byCode;
    }

    private static ErrorCategory of(List<String> codes) {
        if (codes.stream().anyMatch(FILTER_CODES::contains)) {
            return FILTER;
        }
        if (codes.stream().anyMatch(code -> hasAny(code, BILLING_CODES))) {
            return BILLING;
        }
        if (codes.stream().anyMatch(CREDENTIAL_CODES::contains)) {
            return CREDENTIALS;
        }
        if (codes.stream().anyMatch(code -> hasAny(code, TOO_LONG_CODES))) {
            return TOO_LONG;
        }
        return codes.stream().anyMatch(TOOL_USE_CODES::contains) ? TOOL_USE : OTHER;
    }

    private static ErrorCategory of(String prose, boolean hasRetryDelay) {
        if (hasAny(prose, FILTER_PHRASES)) {
            return FILTER;
        }
        if (hasAny(prose, BILLING_PHRASES)
                || (!hasRetryDelay && !prose.contains("retry in") && prose.contains(PLAN_PHRASE))) {
            return BILLING;
        }
        if (hasAny(prose, CREDENTIAL_PHRASES) || UNKNOWN_MODEL.matcher(prose).find()) {
            return CREDENTIALS;
        }
        return hasAny(prose, TOO_LONG_PHRASES) ? TOO_LONG : OTHER;
    }

    private static boolean hasAny(String text, List<String> parts) {
        return parts.stream().anyMatch(text::contains);
    }
}
