package dev.recado.adapter.violation;

import dev.recado.adapter.simulator.http.Form;

/// Uses what is another adapter's.
final class ReachesAcross {
    static final Form FORM = Form.empty();

    private ReachesAcross() {}
}
