"""What happened, and what it amounts to: takes frozen editions from forms_builder;
gives profiles, plans and final reports to pages."""
