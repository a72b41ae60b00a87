package dev.recado.domain.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recado.domain.conversation.Lead;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeadDetectorTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "me llamo Ana, mi correo es ana@example.com | Ana | ana@example.com | -",
                "Me llamo Ana López y mi correo es Ana.Lopez@Example.com gracias | Ana López | ana.lopez@example.com | -",
                "Soy María de la Cruz, llámenme al +1 555 010 0142 | María de la Cruz | - | +15550100142",
                "I'm Jan van Dyk, mail me at jan@example.com | Jan van Dyk | jan@example.com | -",
                "llámenme al +15550100142 | - | - | +15550100142",
                "mi número es 555 010 0142 | - | - | 5550100142",
                "Mi teléfono: (555) 010-0142, Ana | - | - | 5550100142",
                "me pueden llamar por la tarde al 5550100142? | - | - | 5550100142",
                "Me llamo Luis, 555-010-0142 | Luis | - | 5550100142",
                "escríbanme a luis_9@mail.example.co por favor | - | luis_9@mail.example.co | -",
                "ana@example.com | - | ana@example.com | -",
                "mi whatsapp es +1 555 010 0142 y mi mail ana@example.com | - | ana@example.com | +15550100142",
                "my name is Ann Lee, email ann@example.com | Ann Lee | ann@example.com | -",
                "My name is O'Neil and my number is 555 010 0142 | O'Neil | - | 5550100142",
                "please call me at +1 (555) 010-0142 | - | - | +15550100142",
                "I'm Ann, reach me on 5550100142 | Ann | - | 5550100142",
                "je m'appelle Zoé, mon mail est zoe@example.fr | Zoé | zoe@example.fr | -",
                "rappelez-moi au +1 555 010 0142 svp | - | - | +15550100142",
                "mon numéro est le 555 010 0142 | - | - | 5550100142",
                "Meu nome é João Silva e meu e-mail é joao@example.com.br | João Silva | joao@example.com.br | -",
                "me ligue no 555 010 0142 | - | - | 5550100142",
                "meu telefone é +1 555 010 0142 | - | - | +15550100142"
            })
    void aLeadIsFound(String words, String name, String email, String phone) {
        assertThat(LeadDetector.find(words)).contains(new Lead(name, email, phone));
    }

    @Test
    void leadsOfOnePersonAreMerged() {
        List<Lead> leads = new ArrayList<>();
        LeadDetector.add(Lead.of("Ana", "ana@example.com", null), leads);
        LeadDetector.add(Lead.of("Ana López", "ana@example.com", "+15550100142"), leads);
        LeadDetector.add(Lead.of(null, null, "5550100142"), leads);
        assertThat(leads).containsExactly(new Lead("Ana López", "ana@example.com", "+15550100142"));

        LeadDetector.add(Lead.of("Eva", "eva@example.com", null), leads);
        assertThat(leads).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hola",
                "1234567",
                "+15550100142",
                "son 1234567 euros",
                "mi número de pedido es 123456789",
                "el pedido 123456789 no llegó",
                "Me llamo Ana, mi pedido es el 123456789",
                "mi número de cédula es 12345678901",
                "my order number is 123456789",
                "invoice 2026-11-2100045",
                "mon numéro de commande est 123456789",
                "meu número de pedido é 123456789",
                "la cita es el 21-11-2026 10:30",
                "¿info@example.com es su correo?",
                "escribí a info@example.com y nadie responde",
                "I wrote to info@example.com last week",
                "¿su teléfono es el 555 010 0142?",
                "llamé al 555 010 0142 y no contestan",
                "I called 555 010 0142 twice",
                "me llamo Ana",
                "me llamo Ana y tengo 35 años",
                "mi correo no funciona",
                "soy alérgica, ¿cuánto cuestan 1234567 unidades?"
            })
    void otherNumbersAndAddressesAreNoLead(String words) {
        assertThat(LeadDetector.find(words)).isEmpty();
    }
}
