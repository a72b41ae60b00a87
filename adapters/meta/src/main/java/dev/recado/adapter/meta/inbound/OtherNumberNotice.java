package dev.recado.adapter.meta.inbound;

import dev.recado.domain.text.PersonalDataMask;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs once for each number of the business account that another system sends from, since its statuses arrive
/// here too.
final class OtherNumberNotice {
    private static final Logger LOG = LoggerFactory.getLogger(OtherNumberNotice.class);
    private static final int MAX_NUMBERS = 1_000;
    private static final Set<String> LOGGED = ConcurrentHashMap.newKeySet();

    private OtherNumberNotice() {}

    static void log(String number) {
        if (LOGGED.size() < MAX_NUMBERS && LOGGED.add(number)) {
            LOG.info(
                    "[LEFT ALONE] statuses of messages from number {} are left alone: WHATSAPP_PHONE_NUMBER_ID does not name that number",
                    PersonalDataMask.masked(number));
        }
    }
}
