package dev.recado.adapter.llm;

class OpenAiContractIT extends ToolContract {
    @Override
    Provider provider() {
        return Provider.OPENAI;
    }
}
