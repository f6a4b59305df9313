"""What completes or corrects a query: suggestions as one types, pinyin that stands for terms, other spellings."""
