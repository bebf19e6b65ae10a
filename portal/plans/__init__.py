"""Takes low indicators from profiles;
gives improvement plans with measures to reports and pages."""
