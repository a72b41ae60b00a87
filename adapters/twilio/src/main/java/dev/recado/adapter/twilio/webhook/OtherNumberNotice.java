package dev.recado.adapter.twilio.webhook;

import dev.recado.domain.text.PersonalDataMask;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs once for each number of the account that another system sends from, since its receipts arrive here too.
final class OtherNumberNotice {
    private static final Logger LOG = LoggerFactory.getLogger(OtherNumberNotice.class);
    private static final int MAX_NUMBERS = 1_000;

    private final Set<String> logged = ConcurrentHashMap.newKeySet();

    void log(String number) {
        if (logged.size() < MAX_NUMBERS && logged.add(number)) {
            LOG.info(
                    "[LEFT ALONE] receipts of messages from {} are left alone: TWILIO_WHATSAPP_FROM does not name that number",
                    PersonalDataMask.masked(number));
        }
    }
}
