"""Turns report files into facts and passages (报告入库); nothing else knows how."""
