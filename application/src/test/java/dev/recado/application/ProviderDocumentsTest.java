package dev.recado.application;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The judge of what Recado sends lets good requests pass and bad ones not.
class ProviderDocumentsTest {
    private final ProviderDocuments documents = new ProviderDocuments();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'messaging_product':'whatsapp','recipient_type':'individual','to':'15550100001','type':'text',"
                        + "'text':{'body':'Hola','preview_url':false},'biz_opaque_callback_data':'meta:wamid.1/0'}",
                "{'messaging_product':'whatsapp','recipient_type':'individual','recipient':'US.1349','type':'text',"
                        + "'text':{'body':'Hola'}}",
                "{'messaging_product':'whatsapp','recipient_type':'individual','to':'15550100001','type':'audio',"
                        + "'audio':{'link':'https://example.com/a.mp3'}}",
                "{'messaging_product':'whatsapp','recipient_type':'individual','to':'1555','type':'interactive',"
                        + "'interactive':{'type':'button','body':{'text':'?'},'action':{'buttons':"
                        + "[{'type':'reply','reply':{'id':'a','title':'A'}}]}}}",
                "{'messaging_product':'whatsapp','status':'read','message_id':'wamid.1',"
                        + "'typing_indicator':{'type':'text'}}",
            })
    void whatMetaPublishesPasses(String body) {
        assertThat(documents.inMetas(body.replace('\'', '"'))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'messaging_product':'whatsapp','recipient_type':'individual','type':'text','text':{'body':'to?'}}",
                "{'messaging_product':'whatsapp','recipient_type':'individual','to':'1','recipient':'US.1',"
                        + "'type':'text','text':{'body':'both'}}",
                "{'messaging_product':'whatsapp','recipient_type':'individual','to':'1','type':'text',"
                        + "'text':{'body':'x'},'idempotency_key':'nobody knows it'}",
                "{'messaging_product':'whatsapp','recipient_type':'individual','to':'1','type':'text'}",
                "{'messaging_product':'whatsapp','recipient_type':'individual','to':'1','type':'audio',"
                        + "'audio':{'url':'https://example.com/a.mp3'}}",
                "{'messaging_product':'whatsapp','recipient_type':'individual','to':'1555','type':'interactive',"
                        + "'interactive':{'type':'button','body':{'text':'?'},'action':{'buttons':"
                        + "[{'type':'reply','reply':{'id':'a','title':'longer than twenty characters'}}]}}}",
                "{'messaging_product':'whatsapp','status':'read','id':'wamid.1'}",
            })
    void whatMetaDoesNotPublishDoesNot(String body) {
        assertThat(documents.inMetas(body.replace('\'', '"'))).isNotEmpty();
    }

    @Test
    void twiliosFormsAndIndicatorsAreJudged() {
        String hex = "0123456789abcdef0123456789abcdef";
        assertThat(documents.inTwilios(
                        "To=whatsapp%3A%2B1555&From=whatsapp%3A%2B1666&Body=Hola&MediaUrl=https%3A%2F%2Fa"))
                .isEmpty();
        assertThat(documents.inTwilios("To=whatsapp%3A%2B1555&ContentSid=HX" + hex))
                .isEmpty();
        assertThat(documents.inTwilios("From=whatsapp%3A%2B1666&Body=Hola")).isNotEmpty();
        assertThat(documents.inTwilios("To=whatsapp%3A%2B1555&ContentSid=template"))
                .isNotEmpty();
        assertThat(documents.inTwilios("To=whatsapp%3A%2B1555&Text=Hola")).isNotEmpty();
        assertThat(documents.inTwiliosTyping("{\"channel\":\"WHATSAPP\",\"messageId\":\"SM" + hex + "\"}"))
                .isEmpty();
        assertThat(documents.inTwiliosTyping("{\"channel\":\"whatsapp\",\"messageId\":\"SM" + hex + "\"}"))
                .isNotEmpty();
    }
}
